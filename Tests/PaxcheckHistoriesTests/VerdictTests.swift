import Foundation
import Synchronization
import Testing

@testable import PaxcheckConsistency
@testable import PaxcheckHistories

/// Every recorded history gets the verdict that it is known to have.
@Suite struct VerdictTests {
  @Test func `there are recorded histories`() {
    #expect(RecordedFile.all.count == 75)
  }

  @Test(arguments: ConsistencyCondition.allCases)
  func `a search that is stopped is undecided`(condition: ConsistencyCondition) throws {
    let file = try #require(RecordedFile.all.first { $0.name.contains("cas-d5-c5-x50-n2000-bad") })
    var checker = HistoryChecker()
    checker.condition = condition
    checker.interruption = { .timeLimit }
    let report = checker.check(try HistoryReader().read(path: file.path))
    #expect(report.headline == "undecided: the time limit was reached")
  }

  @Test func `a search is stopped between two events, too`() throws {
    let pushes = (0..<9).map { "{:process \($0), :type :invoke, :f :push, :value \($0)}" }
    let history = try HistoryReader().read(
      text: (pushes + ["{:process 0, :type :ok, :f :push}"]).joined(separator: "\n"))
    let asked = Counted()
    var checker = HistoryChecker()
    checker.usesSpecialMonitors = false
    checker.interruption = { asked.next() > 2 ? .memoryLimit : nil }
    let report = checker.check(history)
    #expect(report.headline == "undecided: the memory limit was reached")
    #expect(report.effort < 50_000, "of about a million")
  }

  @Test func `a search is stopped anywhere, and what was found by then stands`() throws {
    let file = try #require(RecordedFile.all.first { $0.name.contains("etcd_000") })
    let history = try HistoryReader().read(path: file.path)
    for count in 0..<60 {
      let asked = Counted()
      var checker = HistoryChecker()
      checker.interruption = { asked.next() > count ? .timeLimit : nil }
      let headline = checker.check(history).headline
      #expect(["not linearizable", "undecided: the time limit was reached"].contains(headline))
    }
  }

  @Test(arguments: [
    (ObjectKind.register, ["write 1", "write 2"]), (.queue, ["enqueue 1", "enqueue 2"]),
    (.stack, ["push 1", "pop > 1"]), (.set, ["add 1", "read > [1]"]),
    (.log, ["append 1 > 0", "read > [1]"]),
  ])
  func `a monitor of one type of object is stopped, too`(
    object: ObjectKind, operations: [String]
  ) throws {
    let drawing = operations.map { "|- \($0) -|" }.joined(separator: " ")
    var reader = HistoryReader()
    reader.object = object
    let history = try reader.read(text: "a: \(drawing)")
    let asked = Counted()
    var checker = HistoryChecker()
    #expect(checker.check(history).headline == "linearizable")
    checker.interruption = { asked.next() > 1 ? .interrupt : nil }
    #expect(checker.check(history).headline == "undecided: interrupted")
  }

  @Test(arguments: ["c50-bad", "kv-k10-c40-n5000-bad", "cas-d5-c10-x50-n1000-bad"])
  func `the number of threads does not change the report`(name: String) throws {
    let file = try #require(RecordedFile.all.first { $0.name.contains(name) })
    var text = try String(contentsOfFile: file.path, encoding: .utf8)
    if name.contains("cas") {
      // A key that is hard to judge, and one that is not.
      text.replace("cas-register", with: "kv")
      text += "[-1, \"w\", 1, 1, null, 1000000, 1000001]\n"
    }
    let history = try HistoryReader().read(text: text)
    var checker = HistoryChecker()
    let report = checker.check(history)
    checker.threads = 2
    let other = checker.check(history)
    #expect(other.text(name: "") == report.text(name: ""))
    #expect(other.effort == report.effort)
  }

  private final class Counted: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }

  @Test(arguments: RecordedFile.all)
  func `verdict of a recorded history`(_ file: RecordedFile) throws {
    let history = try HistoryReader().read(path: file.path)
    let report = HistoryChecker().check(history)
    switch report.verdict {
    case .consistent(let order):
      #expect(file.isLinearizable)
      expectLegalTimes(history.points(of: order), of: history)
    case .inconsistent(let conflict):
      #expect(!file.isLinearizable)
      expectContradiction(conflict, in: history)
    case .undecided(let why):
      Issue.record("undecided: \(why)")
    }
  }

  /// The conflicting operations have no order even if others after the first of them never returned
  /// or, where they change nothing, never were. Without the return of the culprit there is an order.
  private func expectContradiction(_ conflict: HistoryConflict, in history: RecordedHistory) {
    let culprit = history.operations[conflict.culprit]
    let start = conflict.conflicting.map { history.operations[$0].invoked }.min() ?? .max
    #expect(conflict.conflicting.contains(conflict.culprit))
    var prefix: [RecordedOperation] = []
    var relaxed: [RecordedOperation] = []
    for (number, operation) in history.operations.enumerated()
    where operation.key == culprit.key && operation.invoked < culprit.returned {
      let isOver = operation.returned < culprit.returned
      prefix.append(isOver ? operation : operation.opened)
      let isNeeded = operation.returned < start || conflict.conflicting.contains(number)
      if isNeeded || !operation.isPure { relaxed.append(isNeeded ? operation : operation.opened) }
    }
    let judge = PartJudge(
      object: history.object, values: history.values, limit: 1_000_000, interruption: { nil })
    guard case .consistent(_) = judge.judge(prefix).verdict else {
      Issue.record("the prefix before \(history.reference(to: conflict.culprit)) has no order")
      return
    }
    guard conflict.isSmall else { return }
    guard case .inconsistent(_) = judge.judge(relaxed).verdict else {
      let lines = conflict.conflicting.map { history.operations[$0].line }
      Issue.record("the operations of lines \(lines) do not contradict each other")
      return
    }
  }

  /// No operation takes effect before its invocation or after its return.
  private func expectLegalTimes(_ order: [LinearizationPoint], of history: RecordedHistory) {
    let answered = history.operations.indices.filter { history.operations[$0].returned != .max }
    #expect(Set(order.map(\.operation)).isSuperset(of: answered))
    #expect(Set(order.map(\.operation)).count == order.count)
    let isTimely = zip(order, order.dropFirst()).allSatisfy { $0.moment <= $1.moment }
    #expect(isTimely)
    for point in order {
      let operation = history.operations[point.operation]
      if !(operation.invoked...operation.returned ~= point.moment) {
        Issue.record("operation of line \(operation.line) is placed at \(point.moment)")
      }
    }
  }
}
