import PaxcheckCatalogue
import PaxcheckModel

extension SweepRun {
  /// The report for test runners, as JUnit XML: a case for each size. One that violates a claim is a failure, one that
  /// was not searched to its end an error; where parameters do not go together it is skipped.
  public var junit: String {
    let answers = report.cells.map(\.isAsExpected)
    let counts = [
      ("tests", String(answers.count)), ("failures", String(answers.count { $0 == false })),
      ("errors", String(answers.count { $0 == nil })),
      ("skipped", String(report.cells.count { outcome(of: $0) == "impossible" })),
      ("time", elapsed.secondsText),
    ]
    let suite = XMLElement(
      "testsuite", [("name", "sweep \(title)")] + counts, children: report.cells.map(testCase))
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  private func testCase(_ cell: SweepReport.Cell) -> XMLElement {
    var element = XMLElement(
      "testcase",
      [
        ("classname", report.sweep.model.name), ("name", cell.assignments.joined(separator: " ")),
      ])
    let kind: String
    switch (cell.result, cell.isAsExpected) {
    case (.impossible, _): kind = "skipped"
    case (_, true?): return element
    case (_, false?): kind = "failure"
    case (_, nil): kind = "error"
    }
    element.children = [
      XMLElement(
        kind, [("message", verdict(of: cell).text), ("type", outcome(of: cell))],
        text: commandLine(cell))
    ]
    return element
  }
}
