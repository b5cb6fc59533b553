public import PaxcheckKit

/// Expects that each operation of a history can have taken effect at one moment between its
/// invocation and its return.
///
///     expectLinearizable(recorder.history)
///
/// A failure shows the longest order that is legal and what cannot follow it. A check that stopped
/// early is a failure too, and so is a history without operations: they show nothing. Works in Swift
/// Testing and in XCTest.
///
/// - Parameters:
///   - history: What clients saw; see `HistoryRecorder` for how to record it.
///   - limit: The number of configurations after which to give up.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
/// - Returns: The verdict, for further questions.
@discardableResult
public func expectLinearizable<Specification: SequentialSpecification>(
  _ history: History<Specification>, limit: Int = 8_000_000,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> ConsistencyVerdict<Specification> {
  let verdict = history.checkLinearizability(limit: limit)
  expect(
    verdict, of: history, "linearizable",
    at: TestPlace(fileID: fileID, filePath: filePath, line: line))
  return verdict
}

/// Expects that some order explains a history which keeps each client's own order, but not real time.
///
/// - Parameters:
///   - history: What clients saw; see `HistoryRecorder` for how to record it.
///   - limit: The number of configurations after which to give up.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
/// - Returns: The verdict, for further questions.
@discardableResult
public func expectSequentiallyConsistent<Specification: SequentialSpecification>(
  _ history: History<Specification>, limit: Int = 8_000_000,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> ConsistencyVerdict<Specification> {
  let verdict = history.checkSequentialConsistency(limit: limit)
  expect(
    verdict, of: history, "sequentially consistent",
    at: TestPlace(fileID: fileID, filePath: filePath, line: line))
  return verdict
}

/// Fails unless a history is what it should be. One without operations shows nothing.
private func expect<Specification: SequentialSpecification>(
  _ verdict: ConsistencyVerdict<Specification>, of history: History<Specification>,
  _ condition: String, at place: TestPlace
) {
  switch verdict.isConsistent {
  case true? where history.entries.isEmpty:
    place.fail("the history has no operation, so it shows nothing")
  case true?: break
  case false?: place.fail("the history is not \(condition): \(verdict)")
  case nil: place.fail("whether the history is \(condition) is not known: \(verdict)")
  }
}
