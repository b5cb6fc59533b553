public import PaxcheckKit

/// Expects that each operation of a history can have taken effect at one moment between its
/// invocation and its return.
///
///     expectLinearizable(recorder.history)
///
/// A failure shows the longest order that is legal and what cannot follow it. A check that stopped
/// early is a failure too: it shows nothing. Works in Swift Testing and in XCTest.
///
/// - Parameters:
///   - history: What clients saw; see `HistoryRecorder` for how to record it.
///   - limit: The number of configurations after which to give up.
/// - Returns: The verdict, for further questions.
@discardableResult
public func expectLinearizable<Specification: SequentialSpecification>(
  _ history: History<Specification>, limit: Int = 8_000_000,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> ConsistencyVerdict<Specification> {
  let verdict = history.checkLinearizability(limit: limit)
  if verdict.isConsistent != true {
    TestPlace(fileID: fileID, filePath: filePath, line: line)
      .fail("the history is not linearizable: \(verdict)")
  }
  return verdict
}

/// Expects that some order explains a history which keeps each client's own order, but not real time.
///
/// - Parameters:
///   - history: What clients saw; see `HistoryRecorder` for how to record it.
///   - limit: The number of configurations after which to give up.
/// - Returns: The verdict, for further questions.
@discardableResult
public func expectSequentiallyConsistent<Specification: SequentialSpecification>(
  _ history: History<Specification>, limit: Int = 8_000_000,
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> ConsistencyVerdict<Specification> {
  let verdict = history.checkSequentialConsistency(limit: limit)
  if verdict.isConsistent != true {
    TestPlace(fileID: fileID, filePath: filePath, line: line)
      .fail("the history is not sequentially consistent: \(verdict)")
  }
  return verdict
}
