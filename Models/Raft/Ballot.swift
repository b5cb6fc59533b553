import PaxcheckKit

/// The term that a node is in, and its vote: what it must have on its disk before it says anything.
public struct Ballot: Hashable, Codable, Sendable {
  var term = 0
  /// The candidate that has the node's vote in this term, or the leader, once the node has heard of it.
  var votedFor: ActorID?
}
