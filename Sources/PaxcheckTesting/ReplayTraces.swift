public import PaxcheckKit

/// Replays a trace, or every trace in a folder and the folders in it, on a model.
///
///     replayTraces("../../Traces/two-phase-commit", on: TwoPhaseCommit(rms: 3))
///
/// A failure names the trace's file and line, the first step that does not happen, and what the model
/// offers instead. It is also a failure if there is no trace at all, or one that is not in canonical
/// form. Works in Swift Testing and in XCTest.
///
/// - Parameters:
///   - path: A file or folder; a relative path is seen from the folder of the test's own file.
///   - model: The model that the traces are of.
///   - reference: The model's name and parameters, if they shall be compared with what the traces say.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
/// - Returns: How many traces were as they should be.
@discardableResult
public func replayTraces<M: Model>(
  _ path: String, on model: M, named reference: ModelReference? = nil,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> Int {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  return replay(path, at: place) { trace in _ = try trace.replay(on: model, named: reference) }
}

/// Replays a trace, or every trace in a folder and the folders in it, each on the model that it names.
///
///     replayTraces("../../Traces", from: catalogue)
///
/// Otherwise like `replayTraces(_:on:)`.
@discardableResult
public func replayTraces(
  _ path: String, from catalogue: ModelCatalogue,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> Int {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  return replay(path, at: place) { trace in _ = try catalogue.replay(trace) }
}

private func replay(
  _ path: String, at place: TestPlace, _ replay: (Trace) throws -> Void
) -> Int {
  let files = TraceFiles.list(place.resolve(path))
  if files.isEmpty { place.fail("there is no trace at \(place.resolve(path))") }
  return files.count { file in
    if let complaint = complaint(about: file, replay) {
      place.fail(complaint)
      return false
    }
    return true
  }
}

/// What is wrong with a trace file, with the line, or `nil` if nothing is.
private func complaint(about file: String, _ replay: (Trace) throws -> Void) -> String? {
  guard let text = TraceFiles.text(file) else { return "\(file): cannot be read as text in UTF-8" }
  do {
    let trace = try Trace(parsing: text)
    do {
      try replay(trace)
    } catch let error as ReplayError {
      let line = error.step.map { trace.line(ofStep: $0) } ?? 1
      return "\(file):\(line): \(error)"
    }
    return form(of: text, trace).map { "\(file):\($0)" }
  } catch let error as TraceError {
    return "\(file):\(error.line): \(error.message)"
  } catch {
    return "\(file):2: \(error)"
  }
}

/// The first line of a text that is not as its trace would be written, and how it would be.
private func form(of text: String, _ trace: Trace) -> String? {
  guard Array(text.utf8) != Array(trace.description.utf8) else { return nil }
  return LineDifference(from: trace.description, to: text).map {
    """
    \($0.line): the trace is not in canonical form
      canonical: \($0.old)
      found:     \($0.new)
    """
  }
}
