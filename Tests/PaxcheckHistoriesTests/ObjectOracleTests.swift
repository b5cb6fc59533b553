import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// Objects against an oracle that tries every order, on thousands of small random histories with crashed
/// and refused operations.
@Suite struct ObjectOracleTests {
  typealias Kind = SmallHistories.Kind

  static let seeds = Effort.seeds(15_000)

  @Test func `deque`() throws {
    var takes: [Kind] = []
    for kind in [OperationKind.popFront, .popBack] {
      for value in Int32(0)...3 { takes.append(Kind(kind: kind, output: value)) }
    }
    let puts = [OperationKind.pushFront, .pushBack, .pushFront, .pushBack].map {
      Kind(kind: $0, argument: nil)
    }
    try compare(.deque, puts + puts + takes, count: 6)
  }

  @Test func `counter that answers with the value after`() throws {
    let adds = (1...4).map { Kind(kind: .add, output: $0) }
    let others = [
      Kind(kind: .add), Kind(kind: .subtract, argument: 1, output: 1), Kind(kind: .read, output: 2),
      Kind(kind: .add, argument: 2, output: 3),
    ]
    try compare(.counter, adds + others, count: 4)
  }

  @Test func `counter that answers with the value before`() throws {
    var values = ValueTable.numbers(to: 4)
    let zero = values.number(of: .integer(0))
    let adds = [zero, 1, 2].map { Kind(kind: .fetchAndAdd, output: $0) }
    try compare(
      .counter, adds + adds + [Kind(kind: .read, output: 1), Kind(kind: .read, output: 2)],
      count: 4,
      values: values)
  }

  @Test func `counter that does not begin at zero`() throws {
    let adds = (3...4).map { Kind(kind: .add, output: $0) }
    let before = (2...3).map { Kind(kind: .fetchAndAdd, output: $0) }
    let unknown = [Kind(kind: .add), Kind(kind: .add), Kind(kind: .read, output: 4)]
    try compare(.counter, adds + before + unknown, count: 3, initial: .integer(2))
  }

  @Test func `register that is swapped and compared`() throws {
    let swaps = (0...3).map { Kind(kind: .swap, argument: nil, output: $0) }
    let reads = (1...3).map { Kind(kind: .read, output: $0) }
    let comparisons = [OperationOutcome.succeeded, .refused].map {
      Kind(kind: .compareAndSet, argument: 1, secondArgument: 2, outcome: $0)
    }
    try compare(
      .casRegister, swaps + reads + comparisons + [Kind(kind: .write, argument: nil)], count: 4)
  }

  @Test func `register that is swapped with few values`() throws {
    var swaps: [Kind] = []
    for before in Int32(0)...2 {
      for new in Int32(1)...2 { swaps.append(Kind(kind: .swap, argument: new, output: before)) }
    }
    try compare(.casRegister, swaps + [Kind(kind: .read, output: 1)], count: 5)
  }

  @Test func `register that does not begin as nil`() throws {
    let reads = (0...3).map { Kind(kind: .read, output: $0) }
    try compare(
      .register, reads + [Kind(kind: .write, argument: nil), Kind(kind: .write, argument: nil)],
      count: 5, initial: .integer(2))
  }

  @Test func `queue and stack that are not empty at first`() throws {
    let dequeues = (0...3).map { Kind(kind: .dequeue, output: $0) }
    let put = Kind(kind: .enqueue, argument: nil)
    try compare(
      .queue, dequeues + [put, put], count: 5, initial: .list([.integer(2), .integer(3)]))
    let pops = (0...3).map { Kind(kind: .pop, output: $0) }
    let push = Kind(kind: .push, argument: nil)
    try compare(.stack, pops + [push, push], count: 5, initial: .list([.integer(2), .integer(3)]))
  }

  @Test func `fenced lock`() throws {
    let acquisitions = (1...4).map { Kind(kind: .acquire, output: $0) }
    let releases = (0...3).map { Kind(kind: .release, argument: $0) }
    let refused = [
      Kind(kind: .acquire, outcome: .refused), Kind(kind: .release, argument: 2, outcome: .refused),
      Kind(kind: .acquire),
    ]
    try compare(.fencedLock, acquisitions + releases + releases + refused, count: 5)
  }

  private func compare(
    _ object: ObjectKind, _ kinds: [Kind], count: Int, values: ValueTable = .numbers(to: 8),
    initial: Datum = .null
  ) throws {
    var values = values
    for element in initial.elements ?? [] { _ = values.number(of: element) }
    let start = InitialState(value: values.number(of: initial))
    let isRegister = object == .register || object == .casRegister
    let oracle = NaiveOracle(
      values: values,
      start: NaiveObject(
        list: initial.elements ?? (isRegister && initial != .null ? [initial] : []),
        number: initial.integerValue ?? (object == .fencedLock ? -7 : 0)),
      isCounter: object == .counter)
    var seen: [Bool: Int] = [:]
    try withEvery("seed", in: Self.seeds) { seed in
      let operations = SmallHistories.random(of: kinds, count: count, seed: seed)
      let expected = oracle.hasOrder(operations)
      for usesSpecialMonitors in [true, false] {
        let judge = PartJudge(
          object: object, values: values, usesSpecialMonitors: usesSpecialMonitors,
          initial: InitialValues(common: start), interruption: { nil })
        switch judge.judge(operations).verdict {
        case .consistent: try #require(expected, "\(operations)")
        case .inconsistent: try #require(!expected, "\(operations)")
        case .undecided: Issue.record("undecided")
        }
      }
      seen[expected, default: 0] += 1
    }
    let least = Self.seeds.count / 30
    #expect(seen[true, default: 0] > least && seen[false, default: 0] > least, "\(seen)")
  }
}
