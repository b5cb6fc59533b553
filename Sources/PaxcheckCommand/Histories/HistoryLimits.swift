import PaxcheckConsistency
import PaxcheckSearch
import Synchronization

/// The limits that hold while one file is judged.
final class HistoryLimits: Sendable {
  private struct Memory {
    /// `nil` until it was found out what can be afforded.
    var limit: Int?
    /// When to look at the memory again, which takes much longer than to look at the clock.
    var nextLook: ContinuousClock.Instant
  }

  private static let interval = Duration.milliseconds(2)

  private let stop: StopSignal
  private let deadline: ContinuousClock.Instant?
  private let memory: Mutex<Memory>

  init(_ invocation: Invocation, _ session: Session) {
    let now = ContinuousClock.now
    let limit = invocation[.historyMemoryLimit]
    stop = session.stop
    deadline = invocation[.timeout].map { now + $0 }
    memory = Mutex(Memory(limit: limit, nextLook: limit == nil ? now + Self.interval : now))
  }

  /// Why to stop now, if there is a reason.
  var stopReason: StopReason? {
    if stop.isRequested { return .interrupt }
    let now = ContinuousClock.now
    if let deadline, now > deadline { return .timeLimit }
    return memory.withLock { memory in
      guard now >= memory.nextLook else { return nil }
      memory.nextLook = now + Self.interval
      let limit = memory.limit ?? Machine.affordableBytes
      memory.limit = limit
      return MemoryBounds(limit: limit).reason() == nil ? nil : .memoryLimit
    }
  }
}
