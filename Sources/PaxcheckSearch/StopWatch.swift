import PaxcheckModel
import Synchronization

/// Tells a search's threads when its time is up or a stop was requested.
final class StopWatch: Sendable {
  private let start = ContinuousClock.now
  private let limit: Duration?
  private let signal: StopSignal?

  init(_ limit: Duration?, _ signal: StopSignal?) {
    self.limit = limit
    self.signal = signal
  }

  /// How long the search has taken.
  var elapsed: Duration { ContinuousClock.now - start }

  /// Why to stop now, if there is a reason.
  var reason: UndecidedReason? {
    if let signal, signal.isRequested { return .interrupted }
    if let limit, elapsed >= limit { return .timeLimit }
    return nil
  }

  /// Whether to stop now.
  var hasReason: Bool { reason != nil }
}
