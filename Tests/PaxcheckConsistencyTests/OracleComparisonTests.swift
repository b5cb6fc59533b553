import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// The testers against the oracle, on random histories of every specification.
@Suite struct OracleComparisonTests {
  @Test func `register`() throws {
    try compare(
      RandomEvents(initial: Register(0)) { $0.below(2) == 0 ? .read : .write($0.below(3)) })
  }

  @Test func `write-once register`() throws {
    try compare(
      RandomEvents(initial: WriteOnceRegister<Int>(), lies: 15) {
        $0.below(2) == 0 ? .read : .write($0.below(2))
      })
  }

  @Test func `first-in first-out queue`() throws {
    try compare(
      RandomEvents(initial: FIFOQueue<Int>()) {
        $0.below(2) == 0 ? .dequeue : .enqueue($0.below(3))
      })
  }

  @Test func `stack`() throws {
    try compare(
      RandomEvents(initial: Stack<Int>()) { $0.below(2) == 0 ? .pop : .push($0.below(3)) })
  }

  @Test func `key-value map`() throws {
    try compare(
      RandomEvents(initial: KeyValueMap<Int, Int>()) { generator in
        switch generator.below(5) {
        case 0...1: .get(generator.below(2))
        case 2: .remove(generator.below(2))
        default: .put(generator.below(2), generator.below(2))
        }
      })
  }

  @Test func `append-only log`() throws {
    try compare(
      RandomEvents(initial: AppendOnlyLog<Int>()) {
        $0.below(2) == 0 ? .read : .append($0.below(2))
      })
  }

  @Test func `counter`() throws {
    try compare(
      RandomEvents(initial: Counter()) { $0.below(2) == 0 ? .read : .add($0.below(3) - 1) })
  }

  @Test func `compare-and-set register`() throws {
    try compare(
      RandomEvents(initial: CompareAndSetRegister(0)) { generator in
        switch generator.below(3) {
        case 0: .read
        case 1: .write(generator.below(3))
        default: .compareAndSet(expected: generator.below(3), new: generator.below(3))
        }
      })
  }

  @Test func `mutex`() throws {
    try compare(
      RandomEvents(initial: ExclusiveLock(), lies: 20) { $0.below(2) == 0 ? .acquire : .release })
  }

  @Test func `set`() throws {
    try compare(
      RandomEvents(initial: ElementSet<Int>()) { generator in
        switch generator.below(4) {
        case 0: .read
        case 1: .contains(generator.below(2))
        case 2: .remove(generator.below(2))
        default: .add(generator.below(2))
        }
      })
  }

  /// Both testers say what the oracle says, and their orders are legal. Both verdicts must occur.
  private func compare<S: SequentialSpecification>(_ random: RandomEvents<S>) throws {
    var seen = (linearizable: Set<Bool>(), sequential: Set<Bool>(), differ: false)
    try withEvery("seed", in: Effort.seeds(1_000)) { seed in
      var history = History(of: random.initial)
      var incremental = OperationHistory(of: random.initial)
      for (event, client) in random.events(seed: seed) {
        try history.record(event, by: client)
        incremental.record(event, by: client)
      }
      let linearizable = PermutationOracle(history: history, keepsRealTime: true).isConsistent
      let sequential = PermutationOracle(history: history, keepsRealTime: false).isConsistent
      for verdict in [history.checkLinearizability(), incremental.checkLinearizability()] {
        try #require(verdict.isConsistent == linearizable, "\(verdict) \(history.entries)")
        try checkOrder(in: verdict, of: history)
      }
      for verdict in [
        history.checkSequentialConsistency(), incremental.checkSequentialConsistency(),
      ] {
        try #require(verdict.isConsistent == sequential, "\(verdict) \(history.entries)")
        try checkOrder(in: verdict, of: history)
      }
      try #require(sequential || !linearizable)
      seen.linearizable.insert(linearizable)
      seen.sequential.insert(sequential)
      seen.differ = seen.differ || sequential != linearizable
    }
    #expect(seen.linearizable == [true, false])
    #expect(seen.sequential == [true, false])
    #expect(seen.differ || !Effort.isFull)
  }

  /// An order, whole or partial, is one that the object can go through.
  private func checkOrder<S: SequentialSpecification>(
    in verdict: ConsistencyVerdict<S>, of history: History<S>
  ) throws {
    let answered = history.entries.count { $0.response != nil }
    let order: [ClientOperation<S>]
    switch verdict {
    case .consistent(let whole):
      order = whole
      try #require(order.count { $0.response != nil } == answered)
    case .inconsistent(let why):
      order = why.partialOrder
      try #require(!why.obstacles.isEmpty)
      try #require(!why.unplaced.isEmpty)
      try #require(order.count { $0.response != nil } + why.unplaced.count <= answered)
    case .undecided, .malformed:
      throw Unexpected(verdict: verdict.description)
    }
    var object = history.initial
    for operation in order {
      let answer = object.apply(operation.operation)
      try #require([nil, answer].contains(operation.response))
    }
  }

  private struct Unexpected: Error { let verdict: String }
}
