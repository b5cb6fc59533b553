import PaxcheckKit

/// What nodes say to each other. An answer names the call that it is for.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014,
///   figure 2; sorock, for pre-votes and for the stream of entries.
public enum RaftMessage: Hashable, Codable, Sendable {
  /// A candidate asks for a vote in a term, and tells how up-to-date its log is.
  /// One that is forced gets it although others hear a leader.
  case requestVote(Campaign.Phase, term: Int, last: Clock, isForced: Bool = false)
  /// Whether it has the vote.
  case vote(Campaign.Phase, term: Int, isGranted: Bool)
  /// The leader of a term sends entries that follow the one with a clock.
  case replicate(term: Int, previous: Clock, entries: [LogEntry])
  /// How many entries of the call that began at `next` are in the log now, and the last index of that log.
  case replicated(term: Int, next: Int, inserted: Int, last: Int)
  /// The leader of a term is alive, and its log is committed up to an index.
  case heartbeat(term: Int, commit: Int)
  /// The sender wants the state of a snapshot that it was sent an entry for.
  case getSnapshot(term: Int, index: Int)
  /// The state of a snapshot; `nil` if the sender does not have it any more.
  case snapshot(term: Int, index: Int, state: StateMachine?)
  /// The leader hands the lead over to the receiver.
  case timeoutNow
  /// A client has asked the sender, which does not lead.
  case delegation(Command.Request)
  /// A client has asked the sender to read.
  case readIndex(Command.Request.ID)
  /// A node that has this much of the log may answer the read.
  case readable(Command.Request.ID, index: Int)
  /// The leader of a term wants to know whether another has begun, because of a read.
  case compareTerm(term: Int, Command.Request.ID)
  /// None has.
  case notHigher(term: Int, Command.Request.ID)
}

extension RaftMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .requestVote(let phase, let term, let last, let isForced):
      "request-\(phase.rawValue)(term: \(term), last: \(last)\(isForced ? ", forced" : ""))"
    case .vote(let phase, let term, let isGranted):
      "\(phase.rawValue)(term: \(term), \(isGranted ? "granted" : "refused"))"
    case .replicate(let term, let previous, let entries):
      """
      replicate(term: \(term), previous: \(previous), \
      entries: [\(entries.map(\.description).joined(separator: "; "))])
      """
    case .replicated(let term, let next, let inserted, let last):
      "replicated(term: \(term), next: \(next), inserted: \(inserted), last: \(last))"
    case .heartbeat(let term, let commit): "heartbeat(term: \(term), commit: \(commit))"
    case .getSnapshot(let term, let index): "get-snapshot(term: \(term), index: \(index))"
    case .snapshot(let term, let index, let state):
      "snapshot(term: \(term), index: \(index), \(state.map { "\($0)" } ?? "refused"))"
    case .timeoutNow: "timeout-now"
    case .delegation(let request): "delegation(\(request))"
    case .readIndex(let id): "read-index(\(id))"
    case .readable(let id, let index): "readable(\(id), index: \(index))"
    case .compareTerm(let term, let id): "compare-term(term: \(term), read: \(id))"
    case .notHigher(let term, let id): "not-higher(term: \(term), read: \(id))"
    }
  }
}
