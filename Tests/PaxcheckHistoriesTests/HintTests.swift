import Testing

@testable import PaxcheckHistories

/// What a report says about values that cannot have been there.
@Suite struct HintTests {
  @Test(arguments: [
    (ObjectKind.register, ":f :read, :value 7", "nobody wrote 7"),
    (.map, ":f :read, :key 1, :value 7", "nobody wrote 7"),
    (.queue, ":f :dequeue, :value 7", "nobody enqueued 7"),
    (.stack, ":f :pop, :value 7", "nobody pushed 7"),
    (.set, ":f :read, :value #{7}", "nobody added 7"),
    (.log, ":f :read, :value [7]", "nobody appended 7"),
  ])
  func `a value that nobody put in`(object: ObjectKind, read: String, hint: String) throws {
    try expect([hint], object, read: read, [])
  }

  @Test(arguments: [
    (ObjectKind.register, ":f :read, :value 7", "write", "the only write of 7 failed (line 1)"),
    (.map, ":f :read, :key 1, :value 7", "write, :key 1", "the only write of 7 failed (line 1)"),
    (.queue, ":f :dequeue, :value 7", "enqueue", "the only enqueue of 7 failed (line 1)"),
    (.stack, ":f :pop, :value 7", "push", "the only push of 7 failed (line 1)"),
    (.set, ":f :read, :value #{7}", "add", "the only add of 7 failed (line 1)"),
    (.log, ":f :read, :value [7]", "append", "the only append of 7 failed (line 1)"),
  ])
  func `a value whose only source failed`(
    object: ObjectKind, read: String, source: String, hint: String
  ) throws {
    try expect(
      [hint], object, read: read,
      ["invoke", "fail"].map { "{:process 1, :type :\($0), :f :\(source), :value 7}" })
  }

  @Test func `a value whose sources all failed`() throws {
    let writes = [1, 2].flatMap { client in
      ["invoke", "fail"].map { "{:process \(client), :type :\($0), :f :write, :value 7}" }
    }
    try expect(
      ["every write of 7 failed (lines 1, 3)"], .register, read: ":f :read, :value 7", writes)
  }

  @Test func `a value that was written too late`() throws {
    try expect(
      ["the only write of 7 began after that (line 3)"], .register, read: ":f :read, :value 7", [],
      behind: ["invoke", "ok"].map { "{:process 1, :type :\($0), :f :write, :value 7}" })
  }

  @Test func `a value that was taken out too often`() throws {
    let events = ["enqueue", "dequeue"].flatMap { name in
      ["invoke", "ok"].map { "{:process 1, :type :\($0), :f :\(name), :value 7}" }
    }
    try expect(
      ["7 was enqueued once (line 1), but taken out 2 times (lines 3, 5)"], .queue,
      read: ":f :dequeue, :value 7", events)
  }

  @Test func `an entry that is there too often`() throws {
    let events = ["invoke", "ok"].map { "{:process 1, :type :\($0), :f :append, :value 7}" }
    try expect(
      ["7 was appended once (line 1), but is there 2 times"], .log, read: ":f :read, :value [7 7]",
      events)
  }

  @Test func `a text with a piece that failed`() throws {
    let events =
      ["invoke", "ok"].map { "{:process 1, :type :\($0), :f :append, :key 1, :value \"<a>\"}" }
      + ["invoke", "fail"].map { "{:process 1, :type :\($0), :f :append, :key 1, :value \"<b>\"}" }
    try expect(
      ["the only append of \"<b>\" failed (line 3)"], .map,
      read: ":f :read, :key 1, :value \"<a><b><c>\"", events)
    try expect(
      ["nobody wrote \"c\""], .map, read: ":f :read, :key 1, :value \"<a>c\"", events)
  }

  @Test func `what can be explained needs no hint`() throws {
    let events = [1, 2].flatMap { value in
      ["invoke", "ok"].map { "{:process 1, :type :\($0), :f :write, :value \(value)}" }
    }
    try expect([], .register, read: ":f :read, :value 1", events)
  }

  private func expect(
    _ hints: [String], _ object: ObjectKind, read: String, _ before: [String],
    behind: [String] = []
  ) throws {
    let reads = ["invoke", "ok"].map { "{:process 9, :type :\($0), \(read)}" }
    var reader = HistoryReader()
    reader.object = object
    reader.failuresTookEffect = false
    let history = try reader.read(
      text: (before + reads + behind).joined(separator: "\n"))
    let conflict = try #require(HistoryChecker().check(history).conflict)
    #expect(conflict.hints == hints)
  }
}

@Suite struct `A history in which nothing took effect` {
  private func report(_ operations: [RecordedOperation] = []) -> HistoryReport {
    var history = RecordedHistory(object: .register, operations: [], values: ValueTable())
    history.failed = operations
    return HistoryChecker().check(history)
  }

  @Test(arguments: ConsistencyCondition.allCases)
  func `is consistent, and there was nothing to judge`(condition: ConsistencyCondition) {
    var checker = HistoryChecker()
    checker.condition = condition
    for object in ObjectKind.allCases {
      let history = RecordedHistory(object: object, operations: [], values: ValueTable())
      let report = checker.check(history)
      #expect(history.remarks == ["no operation was recorded, so there was nothing to judge"])
      #expect(report.order.isEmpty && report.conflict == nil)
      var page = HistoryPage()
      page.add(report, name: "empty")
      #expect(page.html.contains("there was nothing to judge"))
    }
  }

  @Test func `says that all operations failed`() {
    let write = RecordedOperation(
      client: 0, kind: .write, key: 0, argument: 0, secondArgument: 0, invoked: 1, line: 1)
    #expect(
      report([write]).text(name: "a") == """
        a: linearizable
          register, 0 operations, 0 clients
          every operation failed, so nothing took effect and there was nothing to judge

        """)
  }
}

/// A lock's contradiction is about its last use, however long it was used before.
@Suite struct LockConflictTests {
  @Test(arguments: [0, 1, 7, 300])
  func `two holders at the same time`(uses: Int) throws {
    let use = "|- acquire -| |- release -| "
    let history = try HistoryReader().read(
      text: """
        a: \(String(repeating: use, count: uses))|- acquire -|
        b: \(String(repeating: " ", count: use.count * uses + 14))|- acquire -|
        """)
    let conflict = try #require(HistoryChecker().check(history).conflict)
    #expect(conflict.conflicting == [2 * uses, 2 * uses + 1])
    #expect(conflict.culprit == 2 * uses + 1)
    #expect(conflict.partialOrder.count == 2 * uses + 1)
  }
}
