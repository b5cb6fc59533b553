import PaxcheckKit
import RegisterClient

extension PaxosServer {
  /// Phase 1a: begins a ballot above all that the server has seen, and promises it to itself.
  mutating func prepare(_ outbox: inout Outbox<Self>) {
    storage.ballot = Ballot(round: storage.ballot.round + 1, leader: number)
    outbox.save(storage)
    note(.promised(storage.ballot), &outbox)
    prepares = []
    accepts = []
    broadcast(.prepare(storage.ballot), &outbox)
    if retries > 0 { outbox.set(.retry) }
    collect(Promise(server: outbox.id, accepted: storage.accepted), &outbox)
  }

  /// Phase 1b: promises to ignore lower ballots.
  mutating func promise(
    _ ballot: Ballot, to proposer: ActorID, _ outbox: inout Outbox<Self>
  ) {
    storage.ballot = ballot
    outbox.save(storage)
    note(.promised(ballot), &outbox)
    outbox.send(.internal(.prepared(ballot, accepted: storage.accepted)), to: proposer)
  }

  /// The promise that completes a quorum ends phase 1. Later ones change nothing.
  mutating func collect(_ promise: Promise, _ outbox: inout Outbox<Self>) {
    // After a crash the server has forgotten what the promise is for.
    guard proposal != nil, !prepares.contains(where: { $0.server == promise.server }) else {
      return
    }
    let place = prepares.firstIndex { promise.server < $0.server } ?? prepares.endIndex
    prepares.insert(promise, at: place)
    if prepares.count == configuration.prepareQuorum { propose(&outbox) }
  }

  /// Phase 2a: proposes what may be chosen already, the proposal of the highest ballot that a promise
  /// came with, or else its own.
  mutating func propose(_ outbox: inout Outbox<Self>) {
    let highest = prepares.compactMap(\.accepted).max { $0.ballot < $1.ballot }
    guard let proposal = highest?.proposal ?? proposal else { return }
    self.proposal = proposal
    let vote = Vote(ballot: storage.ballot, proposal: proposal)
    broadcast(.accept(vote), &outbox)
    accept(vote, &outbox)
    collectAcceptance(by: outbox.id, &outbox)
  }

  /// Phase 2b: accepts a proposal.
  mutating func accept(_ vote: Vote, _ outbox: inout Outbox<Self>) {
    storage.ballot = vote.ballot
    storage.accepted = vote
    outbox.save(storage)
    note(.accepted(vote), &outbox)
  }

  /// The acceptance that completes a quorum makes the proposal chosen.
  mutating func collectAcceptance(by acceptor: ActorID, _ outbox: inout Outbox<Self>) {
    guard let proposal else { return }
    accepts.insert(acceptor)
    guard accepts.count == configuration.acceptQuorum else { return }
    let vote = Vote(ballot: storage.ballot, proposal: proposal)
    note(.declared(vote), &outbox)
    broadcast(.decided(vote), &outbox)
    outbox.send(.putOk(proposal.request), to: proposal.client)
    decide(&outbox)
  }

  /// Learns what was chosen (§2.3).
  mutating func learn(_ vote: Vote, _ outbox: inout Outbox<Self>) {
    storage.ballot = vote.ballot
    storage.accepted = vote
    note(.learned(vote.proposal), &outbox)
    decide(&outbox)
  }

  private mutating func decide(_ outbox: inout Outbox<Self>) {
    storage.isDecided = true
    outbox.save(storage)
    outbox.cancel(.retry)
  }

  private func broadcast(_ message: PaxosMessage, _ outbox: inout Outbox<Self>) {
    outbox.broadcast(.internal(message), to: outbox.peers)
  }

  func note(_ fact: PaxosFacts.Event, _ outbox: inout Outbox<Self>) {
    if configuration.recordsFacts { outbox.record(.server(fact)) }
  }
}
