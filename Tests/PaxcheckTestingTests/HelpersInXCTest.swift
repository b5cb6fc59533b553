import PaxcheckKit
import PaxcheckTesting
import XCTest

final class HelpersInXCTest: XCTestCase {
  /// Failures, while they are kept rather than reported.
  private var kept: [(text: String, line: Int)]?

  func test_replayTraces_replaysAFileAndAFolder() {
    XCTAssertEqual(replayTraces("Recorded/no-two-are-green.trace", on: TrafficLights()), 1)
    XCTAssertEqual(replayTraces("Recorded", from: TrafficLights.catalogue), 3)
  }

  func test_expectAsClaimed_acceptsAModelThatIsAsClaimed() {
    XCTAssertEqual(expectAsClaimed(TrafficLights(linked: true))?.statistics.uniqueStates, 3)
  }

  func test_failures_areReportedAtTheLineThatAsks() {
    kept = []
    let line = #line
    expectAsClaimed(TrafficLights())
    replayTraces("Recorded/linked/no-such-folder", on: TrafficLights())
    let failures = kept ?? []
    kept = nil
    XCTAssertEqual(failures.map(\.line), [line + 1, line + 2])
    let texts = failures.map(\.text)
    XCTAssert(texts[0].contains("'no two are green' is violated:\npaxcheck-trace 1"), texts[0])
    XCTAssert(texts[1].contains("there is no trace at "), texts[1])
  }

  #if canImport(Darwin)
    override func record(_ issue: XCTIssue) {
      if kept == nil { super.record(issue) }
      kept?.append(
        (issue.compactDescription, issue.sourceCodeContext.location?.lineNumber ?? 0))
    }
  #else
    override func recordFailure(
      withDescription description: String, inFile filePath: String, atLine lineNumber: Int,
      expected: Bool
    ) {
      if kept == nil {
        super.recordFailure(
          withDescription: description, inFile: filePath, atLine: lineNumber, expected: expected)
      }
      kept?.append((description, lineNumber))
    }
  #endif
}
