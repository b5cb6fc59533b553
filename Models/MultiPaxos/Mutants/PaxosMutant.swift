import PaxcheckKit
import RegisterClient

/// A node with a mutation: it tampers with what reaches the correct node, or with what that node
/// keeps or says.
struct PaxosMutant: DeterministicActor {
  typealias Message = PaxosNode.Message
  typealias Timer = PaxosNode.Timer
  typealias Choice = PaxosNode.Choice
  typealias Storage = PaxosNode.Storage
  typealias Event = PaxosNode.Event

  let mutation: MultiPaxosMutation
  var node: PaxosNode
  /// What the node has seen since it lost its memory, for a mutant that recovers by itself.
  var convalescence = Convalescence()

  mutating func start(_ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.start(&$1) }
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    let incarnation = node.storage.incarnation
    var identity = incarnation
    if mutation.endsConvalescence, case .internal(let message) = message {
      identity = convalescence.identity(
        of: node, facing: message, from: sender,
        trustsReproposals: mutation == .trustsSettledRound)
    }
    let disk = outbox.disk
    outbox.wrap(&node) { node, outbox in
      node.storage.incarnation = identity
      if case .internal(let message) = message {
        node.receive(message, from: sender, with: mutation, &outbox)
      } else {
        node.receive(message, from: sender, &outbox)
      }
      node.storage.incarnation = incarnation
      node.tamper(with: mutation, &outbox)
    }
    takeBackWrites(since: disk, &outbox)
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    let disk = outbox.disk
    outbox.wrap(&node) { node, outbox in
      node.timeout(timer, with: mutation, &outbox)
      node.tamper(with: mutation, &outbox)
    }
    if timer != .takeSnapshot { takeBackWrites(since: disk, &outbox) }
  }

  /// Leaves the disk as it was, for a mutant that writes snapshots alone once it has taken one.
  private func takeBackWrites(since disk: Disk<Storage>, _ outbox: inout Outbox<Self>) {
    if mutation == .resumesOldSnapshot && node.storage.snapshot.rounds > 0 { outbox.disk = disk }
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    let disk = outbox.disk
    outbox.wrap(&node) { node, outbox in
      node.choose(choice, &outbox)
      node.tamper(with: mutation, &outbox)
    }
    takeBackWrites(since: disk, &outbox)
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    var storage = storage
    let hasLostAll = storage == nil && outbox.incarnation > 0
    switch mutation {
    case .losesPromiseInCrash: storage?.acceptor.forgetPromises()
    case .losesVoteInCrash: storage?.acceptor.forgetVotes()
    case .truncatesDamagedLog: storage?.acceptor.forgetLastVote()
    default: break
    }
    outbox.wrap(&node) { [storage] in $0.recover(from: storage, &$1) }
    if mutation == .votesAfterAmnesia && hasLostAll { denyAmnesia(&outbox) }
  }

  /// Goes on under the first identity, as if nothing had been lost.
  private mutating func denyAmnesia(_ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { node, outbox in
      node.storage.incarnation = 0
      node.setTimers(&outbox)
      outbox.save(node.storage)
    }
    outbox.events.removeAll { $0 == .server(.forgot) }
  }

  /// A mutant may come back to messages that the correct node is done with.
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    switch (mutation, message) {
    case (.losesPromiseInCrash, _), (.promisesNumberTwice, _): false
    case (.resumesOldSnapshot, _), (.truncatesDamagedLog, _), (.votesAfterAmnesia, _): false
    case (_, .internal(.prepare)) where mutation.endsConvalescence: false
    case (_, .internal(.propose)) where mutation.endsConvalescence: false
    case (.installsObservedNumber, .internal(.conflict)): false
    case (.installsObservedNumber, .internal(.snapshot)): false
    case (.votesBelowSnapshot, .internal(.prepare)): false
    case (.votesBelowSnapshot, .internal(.propose)): false
    case (.acceptsDespitePromise, .internal(.propose)): false
    case (.reportsRefusedProposal, .internal(.propose)): false
    case (.sharesNumbers, .internal(.prepare)): false
    case (.latePromiseCounts, .internal(.promise)): false
    case (.countsStaleAnswers, .internal(.accepted)): false
    case (.leadsWithNewNumber, .internal(.accepted)): false
    case (.leadsWithOldNumber, .internal(.accepted)): false
    case (.leadsOtherCluster, .internal(.accepted)), (.leadsGrownCluster, .internal(.accepted)):
      false
    case (.commitsOwnVote, .internal(.commitByID)): false
    default: node.ignoresForever(message, from: sender)
    }
  }
}
