import PaxcheckKit

extension RaftNode {
  /// What a node must not forget.
  public struct Storage: Hashable, Codable, Sendable {
    var ballot = Ballot()
    var log: Log
    /// What the node has done by itself so far: the model's concern, not part of the node's memory.
    var spent = Spent()
    /// The states of the snapshots that the node has, by their indexes; the log begins with an empty one.
    var snapshots: [Int: StateMachine] = [:]
  }

  /// How often a node did what it may do so often only.
  struct Spent: Hashable, Codable, Sendable {
    var campaigns = 0
    var entries = 0
    var heartbeats = 0
    var resends = 0
    var transfers = 0
    var snapshots = 0
  }
}
