import Foundation
public import PaxcheckKit

/// Expects that traces are those that were recorded in a folder, one file for each.
///
///     expectRecorded(report.properties.compactMap(\.trace), in: "../../Traces/two-phase-commit")
///
/// A file has the name of its trace's property, in lower case with hyphens (`Trace.fileNames`). With the environment
/// variable `PAXCHECK_RECORD=1` the files are written instead of compared, and those that changed are
/// listed: commit them only if you understand what caused the change. Works in Swift Testing and in
/// XCTest.
///
/// - Parameters:
///   - traces: What the checker finds today.
///   - folder: Where the files are; a relative path is seen from the folder of the test's own file.
///   - prefix: What comes before the property in the names of the files: `forgets-vote-`.
///   - isRecording: Whether to write rather than to compare; what the environment says unless given.
public func expectRecorded(
  _ traces: [Trace], in folder: String, prefix: String = "",
  isRecording: Bool = isRecordingTraces,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  for (trace, name) in zip(traces, Trace.fileNames(of: traces.map(\.property))) {
    let file = "\(place.resolve(folder))/\(prefix)\(name)"
    if isRecording {
      record(trace, to: file, at: place)
    } else if let complaint = complaint(about: trace, in: file) {
      place.fail(complaint)
    }
  }
}

/// Whether the environment asks for traces to be written rather than compared.
public var isRecordingTraces: Bool {
  ProcessInfo.processInfo.environment["PAXCHECK_RECORD"] == "1"
}

private func record(_ trace: Trace, to file: String, at place: TestPlace) {
  let old = TraceFiles.text(file)
  guard old != trace.description else { return }
  do {
    try TraceFiles.write(trace.description, to: file)
    print(
      "\(file): \(old == nil ? "recorded" : "recorded again, and changed"); "
        + "commit it only if you understand what caused it")
  } catch {
    place.fail("\(file): cannot be written: \(error)")
  }
}

private func complaint(about trace: Trace, in file: String) -> String? {
  guard let text = TraceFiles.text(file) else {
    return """
      \(file): there is no such trace; the checker finds:
      \(trace)
        Record it with PAXCHECK_RECORD=1 in the environment.
      """
  }
  return LineDifference(from: text, to: trace.description).map {
    """
    \(file):\($0.line): the checker finds another trace than the one recorded
      recorded: \($0.old)
      found:    \($0.new)
      Record it again with PAXCHECK_RECORD=1, and only if you understand what caused the change.
    """
  }
}
