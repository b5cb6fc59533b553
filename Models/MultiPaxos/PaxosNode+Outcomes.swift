import PaxcheckKit
import RegisterClient

/// How an attempt ended that did not have its entry chosen.
///
/// - SeeAlso: paxakos, `AppendError`.
enum AppendFailure: Hashable, Sendable {
  /// Another node promised, or was promised, a greater number.
  case lost
  /// So many nodes refused that no quorum was left.
  case noQuorum
  /// Another entry was chosen for the round before the node proposed its own.
  case converged
  /// The node had to propose another entry, which may have been chosen.
  case railroaded
  /// The node has no vote in the round.
  case inactive(NodeStatus)
  /// The retry policy gave the request up.
  case aborted

  /// The failure in the words that clients are told.
  var reason: String {
    if case .inactive(let status) = self { status.rawValue } else { "\(self)" }
  }
}

/// What clients are told, where they are told more than successes.
///
/// A request fails for certain only if no attempt of it has reached phase 2 with its entry: then
/// no node can have accepted it. Otherwise a later leader may still have it chosen.
extension PaxosNode {
  /// An attempt ended without success. If it is never tried again, its client is told at once; otherwise
  /// when the node gives it up.
  mutating func noteFailure(
    of entry: Entry, _ failure: AppendFailure, _ outbox: inout Outbox<Self>
  ) {
    guard configuration.tellsOutcomes, !configuration.retries else { return }
    tell(entry, failure, &outbox)
  }

  /// The oldest request that no node works on; it may be tried again, or given up.
  var failedRequest: Entry? {
    guard configuration.tellsOutcomes else { return nil }
    return requests.first { request in !attempts.contains { $0.entry == request } }
  }

  mutating func giveUp(_ outbox: inout Outbox<Self>) {
    if let failedRequest { tell(failedRequest, .aborted, &outbox) }
  }

  /// The node is about to propose an entry, or lets another node do so.
  mutating func expose(_ entry: Entry) {
    if configuration.tellsOutcomes && requests.contains(entry) { exposed.insert(entry) }
  }

  /// The node stops: it gives up what it is at, and takes no part in anything until it is restarted.
  mutating func shutDown(_ outbox: inout Outbox<Self>) {
    isShutDown = true
    attempts = []
    guard configuration.tellsOutcomes else { return }
    for request in requests { tell(request, .inactive(.shutDown), &outbox) }
  }

  private mutating func tell(
    _ entry: Entry, _ failure: AppendFailure, _ outbox: inout Outbox<Self>
  ) {
    guard let place = requests.firstIndex(of: entry) else { return }
    requests.remove(at: place)
    let isCertain = exposed.remove(entry) == nil
    if isCertain { note(.denied(entry), &outbox) }
    outbox.send(
      .failed(entry.id.serial, reason: failure.reason, isCertain: isCertain),
      to: entry.id.author)
  }
}
