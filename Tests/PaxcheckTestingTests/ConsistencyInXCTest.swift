import PaxcheckKit
import PaxcheckTesting
import XCTest

final class ConsistencyInXCTest: XCTestCase {
  func test_expectLinearizable_acceptsALegalHistory() {
    let recorder = HistoryRecorder(of: FIFOQueue<Int>())
    recorder.perform(.enqueue(1), by: 0) { .enqueued }
    recorder.perform(.dequeue, by: 1) { .dequeued(1) }
    XCTAssertEqual(expectLinearizable(recorder.history).order?.count, 2)
  }
}
