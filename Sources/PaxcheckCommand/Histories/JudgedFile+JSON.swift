import PaxcheckHistories
import PaxcheckJSON
import PaxcheckReport

extension JudgedFile {
  /// The file as a member of `histories`.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "file": .string(name), "seconds": .seconds(reading + judging),
      "isConsistent": isAsExpected.map { .bool($0) } ?? .null,
    ]
    switch result {
    case .failure(let failure): members["error"] = .string(failure.message)
    case .unread: members["verdict"] = .string(headline)
    case .report(let report): members.merge(report.members) { $1 }
    }
    return .object(members)
  }

  /// Files as a test suite: what has no order is a failure, what was not decided an error.
  static func junit(_ files: [JudgedFile]) -> String {
    let time = files.reduce(.zero) { $0 + $1.reading + $1.judging }
    let counts = [
      ("tests", String(files.count)),
      ("failures", String(files.count { $0.isAsExpected == false })),
      ("errors", String(files.count { $0.isAsExpected == nil })),
      ("time", time.secondsText),
    ]
    let suite = XMLElement(
      "testsuite", [("name", "history")] + counts, children: files.map(\.testCase))
    return XMLElement("testsuites", [("name", "paxcheck")] + counts, children: [suite]).document
  }

  private var testCase: XMLElement {
    var element = XMLElement("testcase", [("classname", "history"), ("name", name)])
    switch result {
    case .report(let report) where isAsExpected == false:
      element.children = [
        XMLElement(
          "failure", [("message", headline), ("type", "violated")], text: report.text(name: name))
      ]
    case .failure:
      element.children = [
        XMLElement("error", [("message", headline), ("type", "unreadable")])
      ]
    case .report(let report) where isAsExpected == true:
      element.children = [
        XMLElement(
          "system-out",
          text: ([report.facts] + report.history.basisAndNotes).joined(separator: "\n"))
      ]
    case _ where isAsExpected == nil:
      element.children = [
        XMLElement("error", [("message", headline), ("type", "undecided")])
      ]
    default: break
    }
    return element
  }
}

extension HistoryReport {
  fileprivate var members: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "object": .string(history.object.rawValue), "basis": .string(history.basis),
      "notes": .array(history.remarks.map { .string($0) }),
      "condition": .string(condition.rawValue),
      "verdict": .string(headline), "operations": .integer(history.operations.count),
      "clients": .integer(history.clientCount), "keys": .integer(history.keyCount),
      "configurations": .integer(effort),
    ]
    if let conflict {
      members["conflict"] = [
        "line": .integer(line(of: conflict.culprit)),
        "operation": .string(history.text(of: conflict.culprit)),
        "possibleAnswers": .array(conflict.possibleAnswers.map { .string($0) }),
        "contradictingLines": lines(of: conflict.conflicting),
        "explainedBefore": .integer(conflict.partialOrder.count),
        "partialOrder": lines(of: conflict.partialOrder),
        "key": history.key(of: conflict.culprit).map { .string($0) } ?? .null,
        "hints": .array(conflict.hints.map { .string($0) }),
      ]
    }
    if case .consistent(let order) = verdict { members["order"] = lines(of: order) }
    return members
  }

  private func lines(of operations: [Int]) -> JSONValue {
    .array(operations.map { .integer(line(of: $0)) })
  }

  private func line(of operation: Int) -> Int { Int(history.operations[operation].line) }
}
