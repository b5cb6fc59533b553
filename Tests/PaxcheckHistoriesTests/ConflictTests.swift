import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// What a report says of a history without an order, against brute force on random small histories.
@Suite struct ConflictTests {
  typealias Kind = SmallHistories.Kind

  private static let reads = (0...3).map { Kind(kind: .read, output: $0) }
  private static let writes = (1...3).map { Kind(kind: .write, argument: $0) }

  @Test func `register`() throws {
    try check(.register, Self.reads + Self.writes, RegisterTranslation.init)
  }

  @Test func `register that is compared`() throws {
    let comparisons = (0...2).flatMap { expected in
      [OperationOutcome.succeeded, .refused].map {
        Kind(kind: .compareAndSet, argument: expected, secondArgument: expected + 1, outcome: $0)
      }
    }
    try check(.casRegister, Self.reads + Self.writes + comparisons, RegisterTranslation.init)
  }

  @Test func `queue`() throws {
    let dequeues = (0...2).map { Kind(kind: .dequeue, output: $0) }
    try check(
      .queue,
      dequeues + [Kind(kind: .enqueue, argument: nil), Kind(kind: .enqueue, argument: nil)],
      QueueTranslation.init)
  }

  @Test func `stack`() throws {
    let pops = (0...2).map { Kind(kind: .pop, output: $0) }
    try check(
      .stack, pops + [Kind(kind: .push, argument: nil), Kind(kind: .push, argument: nil)],
      StackTranslation.init)
  }

  @Test func `counter`() throws {
    try check(
      .counter, Self.reads + [Kind(kind: .add, argument: 1), Kind(kind: .add, argument: 2)],
      CounterTranslation.init)
  }

  @Test func `lock`() throws {
    let kinds = [OperationKind.acquire, .release].flatMap { kind in
      [OperationOutcome.succeeded, .refused].map { Kind(kind: kind, outcome: $0) }
    }
    try check(.mutex, kinds, MutexTranslation.init)
  }

  @Test func `counter that answers`() throws {
    let adds = (1...3).map { Kind(kind: .add, output: $0) }
    let before = (1...2).map { Kind(kind: .fetchAndAdd, output: $0) }
    try check(
      .counter, adds + before + [Kind(kind: .add), Kind(kind: .read, output: 2)],
      CounterTranslation.init)
  }

  @Test func `register that is swapped`() throws {
    let swaps = (0...2).map { Kind(kind: .swap, argument: $0 + 1, output: $0) }
    try check(.casRegister, Self.reads + Self.writes + swaps, RegisterTranslation.init)
  }

  @Test func `deque`() throws {
    var pops: [Kind] = []
    for value in Int32(0)...2 {
      pops.append(Kind(kind: .popFront, output: value))
      pops.append(Kind(kind: .popBack, output: value))
    }
    let pushes = [OperationKind.pushFront, .pushBack].map { Kind(kind: $0, argument: nil) }
    try check(.deque, pops + pushes + pushes, DequeTranslation.init)
  }

  @Test func `fenced lock`() throws {
    let acquisitions = (1...3).map { Kind(kind: .acquire, output: $0) }
    let releases = (0...2).map { Kind(kind: .release, argument: $0) }
    try check(
      .fencedLock, acquisitions + releases + [Kind(kind: .acquire, outcome: .refused)],
      FencedLockTranslation.init)
  }

  @Test func `set`() throws {
    var values = ValueTable.numbers(to: 8)
    let lists = [[], [1], [2], [1, 2], [2, 3]].map { list in
      values.number(of: .list(list.map { .integer($0) }))
    }
    try check(
      .set,
      [Kind(kind: .add, argument: nil), Kind(kind: .add, argument: nil)]
        + lists.map { Kind(kind: .read, output: $0) }, values: values, SetTranslation.init)
  }

  @Test func `log`() throws {
    var values = ValueTable.numbers(to: 8)
    let indices = (0...2).map { values.number(of: .integer($0)) }
    let lists = [[], [1], [2], [1, 2], [2, 1]].map { list in
      values.number(of: .list(list.map { .integer($0) }))
    }
    try check(
      .log,
      indices.map { Kind(kind: .append, argument: nil, output: $0) }
        + [Kind(kind: .append, argument: nil)] + lists.map { Kind(kind: .read, output: $0) },
      values: values, LogTranslation.init)
  }

  /// It would cost too much to leave out the others one by one.
  @Test func `long log`() throws {
    let count = 1_000
    var lines = (0..<count).map {
      "[0, \"append\", 0, \($0 + 5000), \($0), \(2 * $0), \(2 * $0 + 1)]"
    }
    let list = (0..<(count - 3)).map { "\($0 + 5000)" }.joined(separator: ", ")
    lines.append("[1, \"read\", 0, null, [\(list)], \(2 * count), \(2 * count + 1)]")
    let history = try HistoryReader().read(
      text: "{\"format\": \"paxlin-ops/1\", \"model\": \"log\"}\n" + lines.joined(separator: "\n"))
    let conflict = try #require(HistoryChecker().check(history).conflict)
    #expect(conflict.culprit == count)
    #expect(conflict.conflicting.count == 2)
  }

  private func check<T: Translation>(
    _ object: ObjectKind, _ kinds: [Kind], values: ValueTable = .numbers(to: 8),
    _ translation: (ValueTable) -> T
  ) throws {
    let oracle = BruteForce(translation: translation(values))
    var refuted = 0
    var isOrderWhole: [Bool: Int] = [:]
    let seeds = Effort.seeds(400)
    try withEvery("seed", in: seeds) { seed in
      let history = RecordedHistory(
        object: object, operations: SmallHistories.random(of: kinds, count: 7, seed: seed),
        values: values)
      let report = HistoryChecker().check(history)
      try #require((report.conflict == nil) == oracle.hasOrder(history.operations))
      guard let conflict = report.conflict else { return }
      refuted += 1
      try checkPrefix(conflict, of: history.operations, oracle, &isOrderWhole)
      try checkContradiction(conflict, of: history, oracle)
    }
    #expect(refuted > seeds.count / 4, "\(refuted)")
    #expect(refuted < seeds.count || !Effort.isFull)
    #expect(isOrderWhole[true, default: 0] > refuted * 4 / 5, "\(isOrderWhole)")
  }

  /// The prefix is the shortest without an order; what is explained of it is legal with all answers, and
  /// has nothing to do with the operation that cannot be explained.
  private func checkPrefix<T: Translation>(
    _ conflict: HistoryConflict, of operations: [RecordedOperation], _ oracle: BruteForce<T>,
    _ isOrderWhole: inout [Bool: Int]
  ) throws {
    let end = operations[conflict.culprit].returned
    let before = cut(operations, at: end - 1)
    try #require(!oracle.hasOrder(cut(operations, at: end)))
    try #require(oracle.hasOrder(before))
    try #require(oracle.isLegal(conflict.partialOrder, of: operations))
    let order = Set(conflict.partialOrder)
    try #require(!order.contains(conflict.culprit))
    let answered = operations.indices.filter { operations[$0].returned < end }
    try #require(order.isSuperset(of: answered) == conflict.isOrderWhole)
    isOrderWhole[conflict.isOrderWhole, default: 0] += 1
  }

  /// What is said to be a contradiction is one by itself, and not without any of its operations.
  private func checkContradiction<T: Translation>(
    _ conflict: HistoryConflict, of history: RecordedHistory, _ oracle: BruteForce<T>
  ) throws {
    let past = cut(history.operations, at: history.operations[conflict.culprit].returned)
    let needed = Set(conflict.conflicting)
    try #require(needed.contains(conflict.culprit))
    try #require(!oracle.hasOrder(needed.sorted().map { history.operations[$0] }))
    try #require(
      !oracle.hasOrder(relaxed(past, needed: needed, of: history.object))
        || !hasOrder(past, needed: needed, from: needed, history, oracle))
    for operation in needed {
      let rest = needed.subtracting([operation])
      let isPossible =
        oracle.hasOrder(past.indices.map { rest.contains($0) ? past[$0] : past[$0].opened })
        || hasOrder(past, needed: rest, from: needed, history, oracle)
      try #require(isPossible, "\(operation) of \(needed) is not needed")
    }
  }

  /// The history as it was at a moment.
  private func cut(_ operations: [RecordedOperation], at moment: Int) -> [RecordedOperation] {
    operations.filter { $0.invoked <= moment }.map { $0.returned <= moment ? $0 : $0.opened }
  }

  /// What is not needed may have happened or not, but for what was seen to change nothing. In a queue or
  /// stack, values that the needed operations are not about were never there.
  private func relaxed(
    _ operations: [RecordedOperation], needed: Set<Int>, of object: ObjectKind
  ) -> [RecordedOperation] {
    let values = Set(needed.map { operations[$0].storedValue })
    return operations.enumerated().compactMap { number, operation in
      if needed.contains(number) { return operation }
      if operation.isPure { return nil }
      let isElsewhere = operation.isAnswered || operation.argument != 0
      if [.queue, .stack, .deque].contains(object), isElsewhere,
        !values.contains(operation.storedValue)
      {
        return nil
      }
      return operation.opened
    }
  }

  /// Whether a register or lock has an order whatever it held when the first of some operations began.
  private func hasOrder<T: Translation>(
    _ operations: [RecordedOperation], needed: Set<Int>, from first: Set<Int>,
    _ history: RecordedHistory, _ oracle: BruteForce<T>
  ) -> Bool {
    guard [.register, .casRegister, .mutex].contains(history.object) else { return true }
    let start = first.map { operations[$0].invoked }.min() ?? 0
    let late = operations.enumerated().filter {
      $0.element.returned > start && (first.contains($0.offset) || !$0.element.isPure)
    }.map {
      needed.contains($0.offset) ? $0.element : $0.element.opened
    }
    if history.object == .mutex, oracle.hasOrder(late) { return true }
    return (Int32(0)...4).contains { value in
      var beginning = RecordedOperation(
        client: -1, kind: history.object == .mutex ? .acquire : .write, key: 0, argument: value,
        secondArgument: 0, invoked: -2, line: 0)
      beginning.outcome = .succeeded
      beginning.returned = -1
      return oracle.hasOrder([beginning] + late)
    }
  }
}

extension RecordedOperation {
  /// The value that is put in or taken out.
  fileprivate var storedValue: Int32 { argument != 0 ? argument : output }
}
