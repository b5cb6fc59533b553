import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Synchronization
import Testing

/// What a handler may do that it must not.
private enum Fault: String, CaseIterable, Sendable {
  case dictionaryOrder, setOrder, setOrderInMessage, randomNumber, counter, clock, unstableSort
  case sharedObject, sharedContents
}

@Suite struct `A handler that contradicts itself is caught by default` {
  @Test(arguments: Fault.allCases)
  fileprivate func `in a search, in random runs, and in a model of whole states`(fault: Fault) {
    var system = ActorSystem<Letter, NoHistory>()
    system.add(Culprit(fault: fault))
    system.add(Writer())
    expectContradiction("breadth-first") { try system.check() }
    expectContradiction("depth-first") {
      try system.check(ExhaustiveSearch(.depthFirst, threads: 2))
    }
    expectContradiction("wholly") { try system.check(ExhaustiveSearch(checksDeterminism: true)) }
    expectContradiction("at random") { try system.simulate(Simulation(seed: 1, runs: 50)) }
    let whole = Plain(system)
    expectContradiction("whole states") { try whole.check(ExhaustiveSearch(threads: 2)) }
    expectContradiction("whole states at random") {
      try whole.simulate(Simulation(seed: 1, runs: 50))
    }
  }

  private func expectContradiction<R>(
    _ how: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ search: () throws -> R
  ) {
    let error = #expect(throws: ModelError.self, how, sourceLocation: sourceLocation) {
      _ = try search()
    }
    switch error {
    case .nondeterministic, .sharedState, nil: break
    case let error?: Issue.record("\(how): \(error)", sourceLocation: sourceLocation)
    }
  }

  @Test func `but not one that sorts, or keeps what has no order`() throws {
    var system = ActorSystem<Letter, NoHistory>()
    system.add(Culprit(fault: nil))
    system.add(Writer())
    #expect(try system.check().statistics.isComplete)
    #expect(try system.check(ExhaustiveSearch(checksDeterminism: true)).statistics.isComplete)
    #expect(try system.simulate(Simulation(seed: 1, runs: 50)).statistics.runs == 50)
    #expect(try Plain(system).check().statistics.isComplete)
  }

  @Test func `unless nobody shall look`() throws {
    var system = ActorSystem<Letter, NoHistory>()
    system.add(Culprit(fault: .counter))
    system.add(Writer())
    var search = ExhaustiveSearch(limits: SearchLimits(states: 1_000))
    search.scrutiny = .none
    _ = try system.check(search)
  }
}

private enum Letter: Hashable, Sendable {
  case word(String)
  case words(Set<String>)
  case number(Int)
}

private let words = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak"]

/// Sends words, one by one and together.
private struct Writer: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) {
    for word in words { outbox.send(.word(word), to: 0) }
    for count in 4...7 { outbox.send(.words(Set(words.prefix(count))), to: 0) }
  }

  func receive(_ message: Letter, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

private let counter = Atomic(0)

/// A number that all who have the object share, and by which it is told from others.
private final class Tally: Hashable, Sendable {
  private let number = Mutex(0)

  func increment() -> Int {
    number.withLock {
      $0 += 1
      return $0
    }
  }
  static func == (left: Tally, right: Tally) -> Bool {
    left === right || left.number.withLock { $0 } == right.number.withLock { $0 }
  }
  func hash(into hasher: inout Hasher) { hasher.combine(number.withLock { $0 }) }
}

/// An object whose contents nobody compares.
private final class Box: Hashable, Sendable {
  private let number = Mutex(0)

  func increment() -> Int {
    number.withLock {
      $0 += 1
      return $0
    }
  }
  static func == (left: Box, right: Box) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

private struct Culprit: DeterministicActor {
  let fault: Fault?
  var seen: Set<String> = []
  var first: String?
  var time: Int64 = 0
  var tally = Tally()
  var box = Box()

  mutating func receive(_ message: Letter, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    switch message {
    case .number: break
    case .word(let word): note(word, &outbox)
    case .words(let words) where fault == .setOrderInMessage: first = words.first { _ in true }
    case .words(let words): first = words.min()
    }
  }

  private mutating func note(_ word: String, _ outbox: inout Outbox<Self>) {
    guard seen.insert(word).inserted else { return }
    switch fault {
    case .dictionaryOrder:
      let lengths = Dictionary(grouping: words, by: \.count)
      for length in lengths.keys { outbox.send(.number(length), to: 1) }
    case .setOrder where seen.count > 3:
      for word in seen { outbox.send(.word(word), to: 1) }
    case .unstableSort where seen.count > 3:
      for word in seen.sorted(by: { $0.count < $1.count }) { outbox.send(.word(word), to: 1) }
    case .randomNumber: outbox.send(.number(.random(in: 0..<1_000_000)), to: 1)
    case .counter: outbox.send(.number(counter.add(1, ordering: .relaxed).newValue), to: 1)
    case .clock:
      time = ContinuousClock.now.duration(to: .now - .seconds(1)).components.attoseconds
    case .sharedObject: _ = tally.increment()
    case .sharedContents: outbox.send(.number(box.increment()), to: 1)
    default: first = seen.min()
    }
  }
}
