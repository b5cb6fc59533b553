import PaxcheckKit

/// A node's attempt to become the leader of a term.
public struct Campaign: Hashable, Sendable {
  /// What voters are asked.
  public enum Phase: String, Codable, Sendable {
    /// Whether they would vote, if they were asked.
    case preVote = "pre-vote"
    /// Their votes.
    case vote
  }

  let phase: Phase
  let term: Int
  /// Whether it is held although others hear a leader.
  let isForced: Bool
  /// The other nodes that granted what they were asked.
  var grants: BitSet<Int> = []
  /// Those that refused it, where nodes wait for all answers.
  var refusals: BitSet<Int> = []
}
