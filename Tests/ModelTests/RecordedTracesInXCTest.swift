import BuiltInModels
import PaxcheckKit
import PaxcheckTesting
import XCTest

final class RecordedTracesInXCTest: XCTestCase {
  func test_everyRecordedTrace_replays() {
    replayTraces("../../Traces", from: .builtIn)
  }
}
