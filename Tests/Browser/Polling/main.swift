import PaxcheckCommand
import PaxcheckKit

// A checker whose only model goes round in a circle, for the tests of pages in a browser.

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

PaxcheckCommand.main(ModelCatalogue([polling]), name: "polling")
