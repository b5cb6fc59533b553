import Foundation
public import PaxcheckKit

/// Expects that the traces of a report are those that were recorded in a folder, and that no trace was
/// recorded of a property of which the checker finds none any more.
///
///     expectRecorded(try model.instance().check(), in: "../../Traces/two-phase-commit")
///
/// A file has the name of its trace's property, in lower case with hyphens (`Trace.fileNames`). With the
/// environment variable `PAXCHECK_RECORD=1` the files are written instead of compared, and those that
/// changed are listed: commit them only if you understand what caused the change. Works in Swift Testing
/// and in XCTest.
///
/// - Parameters:
///   - report: What the checker finds today.
///   - folder: Where the files are; a relative path is seen from the folder of the test's own file.
///   - prefix: What comes before the property in the names of the files: `forgets-vote-`.
///   - isRecording: Whether to write rather than to compare; what the environment says unless given.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
public func expectRecorded(
  _ report: CheckReport, in folder: String, prefix: String = "",
  isRecording: Bool = isRecordingTraces,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  let names = Trace.fileNames(of: report.properties.map(\.claim.name))
  for (property, name) in zip(report.properties, names) {
    let file = "\(place.resolve(folder))/\(prefix)\(name)"
    if let trace = property.trace {
      expect(trace, in: file, isRecording, at: place)
    } else if TraceFiles.text(file) != nil {
      place.fail(
        "\(file): the checker finds no such trace any more: '\(property.claim.name)' is "
          + "\(property.qualifiedVerdict); remove the file if that is right")
    }
  }
}

/// Expects that traces, of which there must be one at least, are those that were recorded in a folder,
/// one file for each.
///
/// See `expectRecorded(_:in:prefix:isRecording:)` for a report, which also misses what is not found any
/// more.
///
/// - Parameters:
///   - traces: What the checker finds today.
///   - folder: Where the files are; a relative path is seen from the folder of the test's own file.
///   - prefix: What comes before the property in the names of the files: `forgets-vote-`.
///   - isRecording: Whether to write rather than to compare; what the environment says unless given.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
public func expectRecorded(
  _ traces: [Trace], in folder: String, prefix: String = "",
  isRecording: Bool = isRecordingTraces,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  if traces.isEmpty { place.fail("there is no trace to compare with those in '\(folder)'") }
  for (trace, name) in zip(traces, Trace.fileNames(of: traces.map(\.property))) {
    expect(trace, in: "\(place.resolve(folder))/\(prefix)\(name)", isRecording, at: place)
  }
}

/// Whether the environment asks for traces to be written rather than compared.
public var isRecordingTraces: Bool {
  ProcessInfo.processInfo.environment["PAXCHECK_RECORD"] == "1"
}

/// Expects that a text is the one that was recorded in a file.
///
/// - Parameters:
///   - text: What is written today.
///   - file: The file; a relative path is seen from the folder of the test's own file.
package func expectRecorded(
  _ text: String, in file: String,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  expect(text, in: place.resolve(file), isRecordingTraces, "text", at: place)
}

private func expect(
  _ trace: Trace, in file: String, _ isRecording: Bool, at place: TestPlace
) {
  expect(trace.description, in: file, isRecording, "trace", at: place)
}

private func expect(
  _ text: String, in file: String, _ isRecording: Bool, _ kind: String, at place: TestPlace
) {
  if isRecording {
    record(text, to: file, at: place)
  } else if let complaint = complaint(about: text, in: file, kind) {
    place.fail(complaint)
  }
}

private func record(_ text: String, to file: String, at place: TestPlace) {
  let old = TraceFiles.text(file)
  guard old != text else { return }
  do {
    try TraceFiles.write(text, to: file)
    print(
      "\(file): \(old == nil ? "recorded" : "recorded again, and changed"); "
        + "commit it only if you understand what caused it")
  } catch {
    place.fail("\(file): cannot be written: \(error)")
  }
}

private func complaint(about text: String, in file: String, _ kind: String) -> String? {
  guard let recorded = TraceFiles.text(file) else {
    return """
      \(file): there is no such \(kind); the checker finds:
      \(text)
        Record it with PAXCHECK_RECORD=1 in the environment.
      """
  }
  return LineDifference(from: recorded, to: text).map {
    """
    \(file):\($0.line): the checker finds another \(kind) than the one recorded
      recorded: \($0.old)
      found:    \($0.new)
      Record it again with PAXCHECK_RECORD=1, and only if you understand what caused the change.
    """
  }
}
