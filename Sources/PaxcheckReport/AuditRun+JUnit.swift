import PaxcheckCatalogue
import PaxcheckModel

extension AuditRun {
  /// The report for test runners, as JUnit XML: a suite for the model, a case for each mutation.
  ///
  /// A bug that was missed, and a false alarm, is a failure; a search that met a limit an error.
  public var junit: String {
    let cases = audit.cases.map(testCase)
    let counts = [
      ("tests", String(cases.count)),
      ("failures", String(audit.cases.count { $0.isAsExpected == false })),
      ("errors", String(audit.cases.count { $0.isAsExpected == nil })),
      ("time", elapsed.secondsText),
    ]
    let suite = XMLElement(
      "testsuite", [("name", "audit \(audit.model)")] + counts, children: cases)
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  private func testCase(_ item: AuditReport.Case) -> XMLElement {
    var element = XMLElement(
      "testcase",
      [
        ("classname", audit.model), ("name", item.mutation.name),
        ("time", item.elapsed.secondsText),
      ])
    let finding = item.finding.rawValue
    let attributes = [("message", "\(finding): \(item.mutation.summary)"), ("type", finding)]
    switch item.isAsExpected {
    case true?: break
    case false?: element.children = [XMLElement("failure", attributes)]
    case nil: element.children = [XMLElement("error", attributes)]
    }
    return element
  }
}
