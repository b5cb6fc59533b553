/// What nodes say to each other. An answer has the term of what it answers, and no more to tell which one that is.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, figures 2
///   and 13.
public enum AppendMessage: Hashable, Codable, Sendable {
  /// A candidate asks for a vote, and tells how up-to-date its log is.
  case requestVote(term: Int, last: Position)
  /// The candidate has the vote.
  case vote(term: Int)
  /// The leader of a term sends the entries behind a position, and how many entries are committed.
  case append(term: Int, previous: Position, entries: [AppendEntry], commit: Int)
  /// The leader of a term sends a snapshot.
  case snapshot(term: Int, AppendSnapshot)
  /// The follower has the leader's entries up to an index, or none behind an index that fits.
  case answer(term: Int, isSuccess: Bool, index: Int)

  var term: Int {
    switch self {
    case .requestVote(let term, _), .vote(let term), .append(let term, _, _, _),
      .snapshot(let term, _), .answer(let term, _, _):
      term
    }
  }
}

extension AppendMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .requestVote(let term, let last): "request-vote(term: \(term), last: \(last))"
    case .vote(let term): "vote(term: \(term))"
    case .append(let term, let previous, let entries, let commit):
      """
      append(term: \(term), previous: \(previous), \
      entries: [\(entries.map(\.description).joined(separator: "; "))], commit: \(commit))
      """
    case .snapshot(let term, let snapshot): "snapshot(term: \(term), \(snapshot))"
    case .answer(let term, true, let index): "appended(term: \(term), index: \(index))"
    case .answer(let term, false, let index): "refused(term: \(term), index: \(index))"
    }
  }
}
