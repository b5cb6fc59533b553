import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import Synchronization
import Testing

@Suite struct `A model that contradicts itself` {
  @Test func `is caught when a handler reads a clock`() {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Sender())
    system.add(ClockReader())
    expectContradiction(in: system, naming: "actor 1, asked to receive")
  }

  @Test func `is caught when a handler iterates a set`() {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Sender())
    system.add(SetIterator())
    expectContradiction(in: system, naming: "actor 1, asked to receive")
  }

  @Test func `is not suspected when it merely keeps a set`() throws {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Sender())
    system.add(SetKeeper())
    let outcome = try ExhaustiveSearch(checksDeterminism: true).run(system)
    #expect(outcome.statistics.isComplete)
    #expect(try outcome.statistics.uniqueStates == system.check().statistics.uniqueStates)
  }

  @Test func `is caught when it is no actor system`() {
    #expect(throws: ModelError.self) {
      try ExhaustiveSearch(checksDeterminism: true).run(Dice())
    }
  }

  private func expectContradiction(
    in system: ActorSystem<Int, NoHistory>, naming place: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try ExhaustiveSearch(checksDeterminism: true).run(system)
      Issue.record("nothing was noticed", sourceLocation: sourceLocation)
    } catch {
      guard case .nondeterministic(let found) = error else {
        Issue.record("\(error)", sourceLocation: sourceLocation)
        return
      }
      #expect(found.hasPrefix(place), sourceLocation: sourceLocation)
    }
  }
}

/// Sends the numbers 0 to 7 to actor 1.
private struct Sender: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) {
    for number in 0..<8 { outbox.send(number, to: 1) }
  }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

private let clock = Atomic(0)

private struct ClockReader: DeterministicActor {
  var time = 0

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    time = clock.add(1, ordering: .relaxed).newValue
  }
}

/// Forgets what it got, but for the element of a set that happens to come first.
private struct SetIterator: DeterministicActor {
  var seen: Set<Int> = []

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    seen.insert(message)
    if seen.count == 8, let first = seen.first(where: { _ in true }) { outbox.send(first, to: 0) }
  }
}

private struct SetKeeper: DeterministicActor {
  var seen: Set<Int> = []

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    seen.insert(message)
    if seen.count == 8, let least = seen.min() { outbox.send(least, to: 0) }
  }
}

/// A model whose successors come from a global.
private struct Dice: Model {
  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [Int] { state < 5 ? [1] : [] }
  func successor(of state: Int, after action: Int) -> Int? {
    state + clock.add(1, ordering: .relaxed).newValue
  }
  var properties: [Property<Dice>] { [] }
}
