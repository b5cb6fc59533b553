import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// The special monitors against brute force, on all small histories.
@Suite struct ExhaustiveMonitorTests {
  typealias Kind = SmallHistories.Kind

  /// How many operations the histories have.
  static let count = Effort.isFull ? 4 : 3

  @Test func `queue`() throws {
    let dequeues = (0..<Int32(Self.count)).map { Kind(kind: .dequeue, output: $0) }
    try compare(
      .queue,
      [
        Kind(kind: .enqueue, argument: nil), Kind(kind: .enqueue, argument: nil, outcome: .open),
        Kind(kind: .dequeue, outcome: .open),
      ] + dequeues, values: .numbers(to: Self.count), QueueTranslation.init)
  }

  @Test func `stack`() throws {
    let pops = (0..<Int32(Self.count)).map { Kind(kind: .pop, output: $0) }
    try compare(
      .stack,
      [
        Kind(kind: .push, argument: nil), Kind(kind: .push, argument: nil, outcome: .open),
        Kind(kind: .pop, outcome: .open),
      ] + pops, values: .numbers(to: Self.count), StackTranslation.init)
  }

  @Test func `register`() throws {
    let values = 0..<Int32(Self.count)
    var kinds = [
      Kind(kind: .write, argument: nil), Kind(kind: .write, argument: nil, outcome: .open),
    ]
    for value in values {
      kinds.append(Kind(kind: .read, output: value))
      for outcome in [OperationOutcome.succeeded, .open] {
        kinds.append(
          Kind(kind: .compareAndSet, argument: value, secondArgument: nil, outcome: outcome))
      }
    }
    try compare(.casRegister, kinds, values: .numbers(to: Self.count), RegisterTranslation.init)
  }

  @Test func `set`() throws {
    var values = ValueTable.numbers(to: Self.count)
    let lists = [[], [1], [2], [1, 2], [2, 3]].map { Datum.list($0.map { .integer($0) }) }
    let reads = lists.map { Kind(kind: .read, output: values.number(of: $0)) }
    try compare(
      .set,
      [Kind(kind: .add, argument: nil), Kind(kind: .add, argument: nil, outcome: .open)] + reads,
      values: values, SetTranslation.init)
  }

  @Test func `log`() throws {
    var values = ValueTable()
    for entry in ["a", "b", "c", "d"].prefix(Self.count) { _ = values.number(of: .string(entry)) }
    let indices = (0..<3).map { values.number(of: .integer($0)) }
    let lists = [[], ["a"], ["b"], ["a", "b"], ["b", "a"]].map { list in
      Kind(kind: .read, output: values.number(of: .list(list.map { .string($0) })))
    }
    try compare(
      .log,
      [Kind(kind: .append, argument: nil), Kind(kind: .append, argument: nil, outcome: .open)]
        + indices.map { Kind(kind: .append, argument: nil, output: $0) } + lists,
      values: values, LogTranslation.init)
  }

  /// Longer chains than the small histories have.
  @Test func `register whose values are compared and replaced`() throws {
    let values = ValueTable.numbers(to: 30)
    var general = PartJudge(object: .casRegister, values: values, interruption: { nil })
    general.usesSpecialMonitors = false
    let monitor = SpecialMonitor(.casRegister, values)
    let oracle = BruteForce(translation: RegisterTranslation(values: values))
    var seen: [Bool: Int] = [:]
    try withEvery("seed", in: Effort.seeds(2_000)) { seed in
      var random = RandomRegister(seed: seed)
      let operations = random.operations(count: 30)
      let verdict = try #require(try monitor.verdict(operations))
      guard case .consistent(let order) = general.judge(operations).verdict else {
        try #require(verdict.isInconsistent)
        seen[false, default: 0] += 1
        return
      }
      try #require(oracle.accepts(order, of: operations))
      guard case .consistent(let order) = verdict else { throw Wrong(verdict: verdict) }
      try #require(oracle.accepts(order, of: operations))
      seen[true, default: 0] += 1
    }
    #expect(seen.count == 2 && seen.values.allSatisfy { $0 > Effort.share(of: 100) }, "\(seen)")
  }

  private struct Wrong: Error { let verdict: MonitorVerdict }

  /// Verdicts are those of brute force, orders are legal, conflicts have no order by themselves.
  private func compare<T: Translation>(
    _ object: ObjectKind, _ kinds: [Kind], values: ValueTable, _ translation: (ValueTable) -> T
  ) throws {
    let monitor = SpecialMonitor(object, values)
    let oracle = BruteForce(translation: translation(values))
    var verdicts: [Bool?: Int] = [:]
    for count in 1...Self.count {
      try SmallHistories(of: kinds).forEach(count: count) { operations in
        let verdict = try monitor.verdict(operations)
        switch verdict {
        case .consistent(let order):
          try #require(oracle.accepts(order, of: operations), "\(operations)")
        case .inconsistent(let conflict):
          try #require(!oracle.hasOrder(operations), "\(operations)")
          let core = Set(conflict).sorted().map { operations[$0] }
          try #require(!oracle.hasOrder(core), "\(operations): \(conflict)")
        case nil: break
        }
        verdicts[verdict.map { !$0.isInconsistent }, default: 0] += 1
      }
    }
    let decided = verdicts[true, default: 0] + verdicts[false, default: 0]
    #expect(verdicts[true, default: 0] > 100 && verdicts[false, default: 0] > 100)
    #expect(decided > verdicts[nil, default: 0], "\(verdicts)")
  }
}

extension MonitorVerdict {
  fileprivate var isInconsistent: Bool {
    if case .inconsistent = self { true } else { false }
  }
}

extension ValueTable {
  /// The whole numbers from 1, each under itself.
  static func numbers(to last: Int) -> ValueTable {
    var values = ValueTable()
    for number in 1...last { _ = values.number(of: .integer(number)) }
    return values
  }
}

/// Clients of a register who write, compare and replace distinct values. Some reads are wrong.
private struct RandomRegister {
  private var generator: SeededGenerator
  private var value: Int32 = 0
  private var fresh: Int32 = 1
  private var moment = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func operations(count: Int) -> [RecordedOperation] {
    var operations: [RecordedOperation?] = []
    var running: [Int] = []
    var done: Set<Int> = []
    while operations.count < count || !running.isEmpty {
      moment += 1
      if operations.count < count, running.count < 4, generator.below(2) == 0 {
        running.append(operations.count)
        operations.append(draw())
        continue
      }
      guard !running.isEmpty else { continue }
      let place = generator.below(running.count)
      let index = running[place]
      if done.insert(index).inserted {
        operations[index] = operations[index].flatMap { perform($0) }
        if operations[index] == nil { running.remove(at: place) }
      } else {
        running.remove(at: place)
        // Some never return.
        if generator.below(12) > 0 {
          operations[index]?.returned = moment
          operations[index]?.outcome = .succeeded
        } else {
          operations[index]?.output = 0
        }
      }
    }
    return operations.compactMap { $0 }
  }

  private mutating func draw() -> RecordedOperation {
    let kind = [OperationKind.read, .write, .compareAndSet, .compareAndSet][generator.below(4)]
    defer { if kind != .read { fresh += 1 } }
    return RecordedOperation(
      client: 0, kind: kind, key: 0,
      argument: kind == .read ? 0 : kind == .write ? fresh : value,
      secondArgument: kind == .compareAndSet ? fresh : 0, invoked: moment, line: 0)
  }

  /// The operation after it took effect; `nil` for a comparison that fails.
  private mutating func perform(_ operation: RecordedOperation) -> RecordedOperation? {
    var operation = operation
    switch operation.kind {
    case .write: value = operation.argument
    case .compareAndSet:
      guard value == operation.argument else { return nil }
      value = operation.secondArgument
    default:
      operation.output =
        generator.below(25) == 0 ? Int32(generator.below(Int(fresh))) : value
    }
    return operation
  }
}
