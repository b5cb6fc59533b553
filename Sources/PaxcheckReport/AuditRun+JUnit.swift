import PaxcheckCatalogue
import PaxcheckModel

extension AuditRun {
  /// The report for test runners, as JUnit XML: a suite for the model, a case for the model itself,
  /// `none`, and one for each mutation.
  ///
  /// A bug that was missed, and a false alarm, is a failure; a search that met a limit an error.
  public var junit: String {
    let cases = [modelCase] + audit.cases.map(testCase)
    let answers = [audit.report.isUnrefuted] + audit.cases.map(\.isAsExpected)
    let counts = [
      ("tests", String(cases.count)),
      ("failures", String(answers.count { $0 == false })),
      ("errors", String(answers.count { $0 == nil })),
      ("time", elapsed.secondsText),
    ]
    let suite = XMLElement(
      "testsuite", [("name", "audit \(audit.model)")] + counts, children: cases + remarks)
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  /// What the verdicts are worth, as what the suite printed.
  private var remarks: [XMLElement] {
    var lines = audit.report.warnings.map { "warning: \($0)" }
    if audit.stopsWhenCaught { lines.append("each mutant was searched until it was caught") }
    return lines.isEmpty
      ? [] : [XMLElement("system-out", text: lines.map { "\($0)\n" }.joined())]
  }

  private func testCase(_ item: AuditReport.Case) -> XMLElement {
    let words = [item.mutation.name, item.mutation.place]
    let name = words.filter { !$0.isEmpty }.joined(separator: " ")
    var element = XMLElement(
      "testcase",
      [("classname", audit.model), ("name", name), ("time", item.elapsed.secondsText)])
    let finding = item.finding.rawValue
    element.children = trouble(
      item.isAsExpected, "\(finding): \(item.complaint ?? "")", finding,
      "\(item.mutation.summary)\n\(commandLine(item.mutation))")
    return element
  }

  private var modelCase: XMLElement {
    let answer = audit.report.isUnrefuted
    return XMLElement(
      "testcase", [("classname", audit.model), ("name", "none")],
      children: trouble(
        answer, answer == nil ? "undecided" : "the model itself is at fault", "model",
        commandLine()))
  }

  /// What a test runner shows of a case that did not go well.
  private func trouble(
    _ isAsExpected: Bool?, _ message: String, _ type: String, _ text: String
  ) -> [XMLElement] {
    switch isAsExpected {
    case true?: []
    case false?: [XMLElement("failure", [("message", message), ("type", type)], text: text)]
    case nil: [XMLElement("error", [("message", message), ("type", type)], text: text)]
    }
  }
}
