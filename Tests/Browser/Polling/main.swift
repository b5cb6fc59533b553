import PaxcheckCommand
import PaxcheckKit
import Synchronization

// A checker for the tests of pages in a browser, with a model that goes round in a circle and one that
// contradicts itself.

enum Word: Hashable, Sendable {
  case ask
  case notYet
}

/// Puts everybody off.
struct Office: DeterministicActor {
  func receive(_ word: Word, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.send(.notYet, to: sender)
  }
}

/// Counts visits where nobody sees it, outside of its state.
struct Clerk: DeterministicActor {
  private static let visits = Atomic(0)
  var number = 0

  mutating func receive(_ word: Word, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    number = Self.visits.add(1, ordering: .relaxed).newValue
  }
}

/// Asks again and again.
struct Visitor: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) { outbox.send(.ask, to: 0) }

  func receive(_ word: Word, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.send(.ask, to: sender)
  }
}

let polling = ModelDescription(
  "polling", "a visitor who is put off for ever", source: "everyday life"
) { _ in
  var system = ActorSystem<Word, NoHistory>()
  system.add(Office())
  system.add(Visitor())
  system.properties = [.eventually("it is done") { _ in false }]
  return system
}

let counting = ModelDescription(
  "counting", "a visitor whom nobody can number twice alike", source: "everyday life"
) { _ in
  var system = ActorSystem<Word, NoHistory>()
  system.add(Clerk())
  system.add(Visitor())
  system.properties = [.always("few come", every: Clerk.self) { $0.number < 1_000_000 }]
  return system
}

PaxcheckCommand.main(ModelCatalogue([polling, counting]), name: "polling")
