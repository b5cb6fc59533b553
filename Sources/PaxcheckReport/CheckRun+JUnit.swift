import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckTrace

extension CheckRun {
  /// The report for test runners, as JUnit XML: a suite per model, a case per property.
  ///
  /// A property that is not as expected is a failure, an undecided one an error. What a search of a part
  /// of the model is limited to is in the names of its suite and cases, the boundary included if it cut
  /// something off.
  public var junit: String {
    let cases = report.properties.map(testCase) + (report.properties.isEmpty ? [emptyCase] : [])
    let open = report.properties.count { $0.isAsExpected == nil }
    let counts = [
      ("tests", String(cases.count)),
      ("failures", String(report.properties.count { $0.isAsExpected == false })),
      ("errors", String(report.properties.isEmpty ? 1 : open)),
      ("time", elapsed.secondsText),
    ]
    let arguments = report.arguments.assignments.map { " \($0.name)=\($0.value)" }.joined()
    let suite = XMLElement(
      "testsuite", [("name", "\(command) \(report.model)\(arguments)\(part)")] + counts,
      children: cases + remarks)
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  /// The warnings, as what the suite printed.
  private var remarks: [XMLElement] {
    if report.warnings.isEmpty { return [] }
    let text = report.warnings.map { "warning: \($0)\n" }.joined()
    return [XMLElement("system-out", text: text)]
  }

  /// What stands for the properties of a model without any, so that silence is not taken for success.
  private var emptyCase: XMLElement {
    let error = XMLElement("error", [("message", "no property is claimed"), ("type", "undecided")])
    return XMLElement(
      "testcase", [("classname", report.model), ("name", "properties\(part)")], children: [error])
  }

  /// What the search is limited to, behind a space; empty for the whole model.
  private var part: String {
    report.qualifier.isEmpty ? "" : " \(report.qualifier)"
  }

  private func testCase(_ property: PropertyReport) -> XMLElement {
    let claim = "\(property.claim.expectation.rawValue) \(property.claim.name)\(part)"
    var element = XMLElement("testcase", [("classname", report.model), ("name", claim)])
    switch property.isAsExpected {
    case true?: break
    case false?:
      let steps = property.steps.map { " in \($0.counted("step"))" } ?? ""
      let reason = property.diagnosis.map { ": \($0.headline)" } ?? ""
      let details = property.diagnosis.map { $0.details.map { "\($0)\n" }.joined() } ?? ""
      element.children = [
        XMLElement(
          "failure",
          [("message", "\(property.verdict)\(steps)\(reason)"), ("type", property.verdict)],
          text: property.trace.map { $0.description + details }
            ?? "no reachable state is an example of it")
      ]
    case nil:
      let reason = property.undecidedReason?.description ?? property.verdict
      element.children = [XMLElement("error", [("message", reason), ("type", property.verdict)])]
    }
    return element
  }
}
