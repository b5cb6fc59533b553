/// What a leader knows of the logs of its peers.
struct Leadership: Hashable, Sendable {
  /// By the addresses of the nodes; `nil` for the leader itself.
  var progress: [Progress?]
}

/// How far a peer's log is known to follow the leader's.
struct Progress: Hashable, Sendable {
  /// The entries that were sent and not answered yet.
  struct Call: Hashable, Sendable {
    /// The index of the first one.
    let next: Int
    let count: Int
  }

  /// Up to here the peer's log is the leader's.
  var match = 0
  /// The index of the next entry to send.
  var next: Int
  /// How many entries the next call may carry.
  var width = 1
  var call: Call?

  /// Sends no entry before an index, with which a snapshot stands for those.
  mutating func skip(to index: Int) {
    next = index
    width = 1
  }
}
