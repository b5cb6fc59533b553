import PaxcheckKit
import PaxcheckTesting
import Synchronization
import Testing

@Suite struct ConsistencyInSwiftTesting {
  private struct Lost: Error {}

  private final class Store: Sendable {
    private let value = Mutex(0)
    func read() -> Int { value.withLock { $0 } }
    func write(_ new: Int) { value.withLock { $0 = new } }
  }

  @Test func `concurrent code behind a lock is linearizable`() async {
    let store = Store()
    let recorder = HistoryRecorder(of: Register(0))
    await withTaskGroup { group in
      for client in 0..<4 {
        group.addTask {
          for step in 1...50 {
            let value = client * 100 + step
            recorder.perform(.write(value), by: client) {
              store.write(value)
              return .written
            }
            recorder.perform(.read, by: client) { .value(store.read()) }
          }
        }
      }
    }
    #expect(recorder.history.entries.count == 400)
    expectLinearizable(recorder.history)
  }

  @Test func `an operation that throws may have taken effect`() {
    let recorder = HistoryRecorder(of: Register(0))
    #expect(throws: Lost.self) { try recorder.perform(.write(1), by: 0) { throw Lost() } }
    recorder.perform(.read, by: 0) { .value(0) }
    recorder.perform(.read, by: 0) { .value(1) }
    expectLinearizable(recorder.history)
  }

  @Test func `a history without operations shows nothing`() {
    let recorder = HistoryRecorder(of: Register(0))
    for check in [{ _ = expectLinearizable($0) }, { _ = expectSequentiallyConsistent($0) }]
      as [(History<Register<Int>>) -> Void]
    {
      withKnownIssue {
        check(recorder.history)
      } matching: { issue in
        issue.comments.contains {
          $0.rawValue == "the history has no operation, so it shows nothing"
        }
      }
    }
  }

  @Test func `a check that gave up claims nothing`() {
    let recorder = HistoryRecorder(of: Register(0))
    recorder.perform(.write(1), by: 0) { .written }
    withKnownIssue {
      expectLinearizable(recorder.history, limit: 0)
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.hasPrefix("whether the history is linearizable is not known: undecided")
      }
    }
  }

  @Test func `a stale read fails the test at its line`() async {
    let recorder = HistoryRecorder(of: Register(0))
    await recorder.perform(.write(1), by: 0) {
      await Task.yield()
      return .written
    }
    recorder.perform(.read, by: 1) { .value(0) }
    withKnownIssue {
      expectLinearizable(recorder.history)
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("client 1: read > 0, but the specification") }
    }
    expectSequentiallyConsistent(recorder.history)
  }
}
