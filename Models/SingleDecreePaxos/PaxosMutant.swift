import PaxcheckKit
import RegisterClient

/// A server with a mutation: it tampers with what reaches the correct server, or with what that
/// server keeps or says.
struct PaxosMutant: DeterministicActor {
  typealias Message = PaxosServer.Message
  typealias Timer = PaxosServer.Timer
  typealias Storage = PaxosServer.Storage
  typealias Event = PaxosServer.Event

  let mutation: PaxosMutation
  var server: PaxosServer

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&server) { server, outbox in
      switch message {
      case _ where server.storage.isDecided:
        server.receive(message, from: sender, &outbox)
      case .internal(let message):
        server.receive(message, from: sender, with: mutation, &outbox)
      case .get where mutation == .readsUndecided && server.storage.accepted != nil:
        server.storage.isDecided = true
        server.receive(message, from: sender, &outbox)
        server.storage.isDecided = false
      default:
        server.receive(message, from: sender, &outbox)
      }
    }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    outbox.wrap(&server) { $0.timeout(timer, &$1) }
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    var storage = storage
    if var undecided = storage, !undecided.isDecided {
      if mutation == .losesPromiseInCrash { undecided.ballot = undecided.accepted?.ballot ?? .zero }
      if mutation == .losesVoteInCrash { undecided.accepted = nil }
      storage = undecided
    }
    outbox.wrap(&server) { [storage] in $0.recover(from: storage, &$1) }
  }
}

extension PaxosServer {
  /// An undecided server handles a message with a mutation.
  fileprivate mutating func receive(
    _ message: PaxosMessage, from sender: ActorID, with mutation: PaxosMutation,
    _ outbox: inout Outbox<Self>
  ) {
    let before = storage
    let isOwnBallot = storage.ballot.leader == number
    let promises = prepares.count
    var sender = sender
    var message = message
    switch (mutation, message) {
    case (.acceptsDespitePromise, .accept(let vote)):
      storage.ballot = min(storage.ballot, vote.ballot)
    case (.ownValueWins, .prepared(let ballot, _)):
      prepares = prepares.map { Promise(server: $0.server, accepted: nil) }
      message = .prepared(ballot, accepted: nil)
    case (.lowestVoteWins, .prepared(let ballot, let accepted)):
      let votes = prepares.map(\.accepted) + [accepted]
      let lowest = votes.compactMap { $0 }.min { $0.ballot < $1.ballot }
      prepares = prepares.map { Promise(server: $0.server, accepted: lowest) }
      message = .prepared(ballot, accepted: lowest)
    case (.sharesBallots, .prepare(storage.ballot)):
      storage.ballot = .zero
    case (.countsStaleAnswers, .accepted) where isOwnBallot:
      message = .accepted(storage.ballot)
    case (.countsDuplicates, .accepted) where accepts.contains(sender):
      sender = ActorID(configuration.servers + accepts.count)
    case (.decidesOwnVote, .decided(let vote)), (.decidesByBallot, .decided(let vote)):
      message = .decided(storage.accepted ?? vote)
    default: break
    }
    receive(.internal(message), from: sender, &outbox)
    switch (mutation, message) {
    case (.forgetsPromise, .prepare):
      storage.ballot = before.ballot
    case (.answersWithoutAccepting, .accept):
      storage.accepted = before.accepted
    case (.overwritesNewerVote, .accept):
      storage.ballot = before.ballot
    case (.latePromiseCounts, .prepared)
    where prepares.count > max(promises, configuration.prepareQuorum):
      propose(&outbox)
    case (.promisesOnRequestOnly, .accept), (.promisesOnRequestOnly, .prepared):
      storage.ballot = before.ballot
      storage.accepted = highest(before.accepted, storage.accepted)
    case (.reportsRefusedProposal, .accept(let vote)) where vote.ballot < before.ballot:
      storage.accepted = highest(before.accepted, vote)
    case (.decidesByBallot, .accepted) where storage.isDecided,
      (.decidesInSilence, .accepted) where storage.isDecided:
      let told = mutation == .decidesByBallot ? accepts : []
      outbox.envelopes.removeAll { envelope in
        if case .internal(.decided) = envelope.message {
          !told.contains(envelope.destination)
        } else {
          false
        }
      }
    default: break
    }
    if outbox.disk.durable != nil { outbox.save(storage) }
  }

  private func highest(_ left: Vote?, _ right: Vote?) -> Vote? {
    [left, right].compactMap { $0 }.max { $0.ballot < $1.ballot }
  }
}
