import PaxcheckKit
import PaxcheckTesting
import Synchronization
import Testing

/// What we promise: numbers from 0 on, each handed out once.
struct Tickets: SequentialSpecification {
  enum Operation { case take }
  var next = 0

  mutating func apply(_ operation: Operation) -> Int {
    defer { next += 1 }
    return next
  }
}

final class TicketMachine: Sendable {
  private let next = Mutex(0)

  func take() -> Int {
    next.withLock { number in
      defer { number += 1 }
      return number
    }
  }
}

@Test func `tickets are handed out in order`() async {
  let (machine, recorder) = (TicketMachine(), HistoryRecorder(of: Tickets()))
  await withTaskGroup { group in
    for client in 0..<4 {
      group.addTask {
        for _ in 0..<25 { recorder.perform(.take, by: client) { machine.take() } }
      }
    }
  }
  expectLinearizable(recorder.history)
}
