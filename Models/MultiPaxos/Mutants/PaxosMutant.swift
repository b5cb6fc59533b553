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
  /// What the node stored when it took its last snapshot, for a mutant that goes back to it.
  var backup: PaxosNode.Storage?
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
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      node.timeout(timer, with: mutation, &outbox)
      node.tamper(with: mutation, &outbox)
    }
    if timer == .loseMemory { convalescence = Convalescence() }
    guard mutation == .resumesOldSnapshot else { return }
    if timer == .takeSnapshot { backup = node.storage }
    if timer == .loseMemory, let backup { resume(backup, &outbox) }
  }

  /// Goes on with what was stored when the last snapshot was taken.
  private mutating func resume(_ backup: PaxosNode.Storage, _ outbox: inout Outbox<Self>) {
    let amnesias = node.storage.amnesias
    outbox.wrap(&node) { node, outbox in
      let submitted = node.storage.submitted
      node.storage = backup
      node.storage.submitted = submitted
      node.storage.amnesias = amnesias
      node.setTimers(&outbox)
      outbox.save(node.storage)
    }
    outbox.events.removeAll { $0 == .server(.forgot) }
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      node.choose(choice, &outbox)
      node.tamper(with: mutation, &outbox)
    }
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    var storage = storage
    if mutation == .losesPromiseInCrash { storage?.acceptor.forgetPromises() }
    if mutation == .losesVoteInCrash { storage?.acceptor.forgetVotes() }
    outbox.wrap(&node) { [storage] in $0.recover(from: storage, &$1) }
  }

  /// A mutant may come back to messages that the correct node is done with.
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    switch (mutation, message) {
    case (.losesPromiseInCrash, _), (.promisesNumberTwice, _): false
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
