/// An entry of a log.
public struct RaftEntry: Hashable, Sendable, CustomStringConvertible {
  public var term: Int
  public var command: Int

  public var description: String { "\(term).\(command)" }
}

public enum RaftMessage: Hashable, Sendable {
  case requestVote(term: Int, lastTerm: Int, count: Int)
  case vote(term: Int)
  /// Entries that follow the first `count` ones of the log, the last of which is of the term `lastTerm`.
  case append(term: Int, lastTerm: Int, count: Int, entries: [RaftEntry], committed: Int)
  case appended(term: Int, count: Int)
  case rejected(term: Int, count: Int)

  public var term: Int {
    switch self {
    case .requestVote(let term, _, _), .vote(let term), .append(let term, _, _, _, _),
      .appended(let term, _), .rejected(let term, _):
      term
    }
  }
}
