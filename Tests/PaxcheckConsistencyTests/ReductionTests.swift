import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckConsistency

/// The configuration search with all its shortcuts against the one with none, on histories too large
/// for the oracle.
@Suite struct ReductionTests {
  @Test func `register with distinct values`() throws {
    // Values need not be distinct for the test, but most should be.
    try compare(
      RandomEvents(initial: Register(0), clients: 5, operations: 30, lies: 1) {
        $0.below(2) == 0 ? .read : .write($0.below(1_000))
      })
  }

  @Test func `register with few values`() throws {
    try compare(
      RandomEvents(initial: Register(0), clients: 5, operations: 30, lies: 2) {
        $0.below(2) == 0 ? .read : .write($0.below(4))
      })
  }

  @Test func `compare-and-set register`() throws {
    try compare(
      RandomEvents(initial: CompareAndSetRegister(0), clients: 5, operations: 30, lies: 2) {
        generator in
        switch generator.below(3) {
        case 0: .read
        case 1: .write(generator.below(4))
        default: .compareAndSet(expected: generator.below(4), new: generator.below(4))
        }
      })
  }

  @Test func `queue`() throws {
    try compare(
      RandomEvents(initial: FIFOQueue<Int>(), clients: 4, operations: 30, lies: 2) {
        $0.below(2) == 0 ? .dequeue : .enqueue($0.below(100))
      })
  }

  @Test func `map`() throws {
    try compare(
      RandomEvents(initial: KeyValueMap<Int, Int>(), clients: 5, operations: 30, lies: 2) {
        generator in
        switch generator.below(4) {
        case 0...1: .get(generator.below(3))
        case 2: .remove(generator.below(3))
        default: .put(generator.below(3), generator.below(4))
        }
      })
  }

  /// Some clients crash: their operations stay open, and the client goes on under a new number.
  private func compare<S: SequentialSpecification>(_ random: RandomEvents<S>) throws {
    var seen: Set<Bool> = []
    try withEvery("seed", in: Effort.seeds(80)) { seed in
      var history = History(of: random.initial)
      var generator = SeededGenerator(seed: seed)
      var numbers = Array(0..<random.clients)
      for (event, client) in random.events(seed: seed) {
        if case .response = event, generator.below(15) == 0 {
          numbers[client] += random.clients
        } else {
          try history.record(event, by: numbers[client])
        }
      }
      let plain = history.checkLinearizability(limit: .max, reductions: [])
      for reductions in [.hiddenWrites, [.hiddenWrites, .dominance], .twins, Reductions.all] {
        let reduced = history.checkLinearizability(limit: .max, reductions: reductions)
        try #require(reduced.isConsistent == plain.isConsistent, "\(reductions)")
        try checkOrder(in: reduced, of: history)
      }
      seen.insert(plain.isConsistent == true)
    }
    #expect(seen == [true, false])
  }

  /// The order is legal and keeps real time.
  private func checkOrder<S: SequentialSpecification>(
    in verdict: ConsistencyVerdict<S>, of history: History<S>
  ) throws {
    guard let order = verdict.order else { return }
    var object = history.initial
    for operation in order {
      let answer = object.apply(operation.operation)
      try #require([nil, answer].contains(operation.response))
    }
    try #require(
      order.count { $0.response != nil } == history.entries.count { $0.response != nil })
    var entries = Dictionary(grouping: history.entries, by: \.client)
    var latest = -1
    for operation in order {
      let entry = entries[operation.client]!.removeFirst()
      try #require(entry.operation == operation.operation)
      latest = max(latest, entry.invoked)
      try #require(latest < entry.returned ?? .max, "\(operation) is too late")
    }
  }
}
