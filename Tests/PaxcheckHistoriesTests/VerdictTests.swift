import PaxcheckHistories
import Testing

/// Every recorded history gets the verdict that it is known to have.
@Suite struct VerdictTests {
  @Test func `there are recorded histories`() {
    #expect(RecordedFile.all.count == 75)
  }

  @Test(arguments: RecordedFile.all)
  func `verdict of a recorded history`(_ file: RecordedFile) throws {
    let history = try HistoryReader().read(path: file.path)
    let report = HistoryChecker().check(history)
    switch report.verdict {
    case .consistent(let order):
      #expect(file.isLinearizable)
      expectLegalTimes(order, of: history)
    case .inconsistent(let conflict):
      #expect(!file.isLinearizable)
      #expect(!conflict.conflicting.isEmpty)
    case .undecided(let why):
      Issue.record("undecided: \(why)")
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
