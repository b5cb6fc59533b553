import PaxcheckKit

/// What all nodes of one system know.
struct MultiPaxosConfiguration: Hashable, Sendable {
  /// The number of nodes, which are actors 0 to `nodes` - 1.
  var nodes: Int
  /// The number of places in the log.
  var rounds: Int
  /// How many rounds beyond the last one applied may be worked on at the same time.
  var window: Int
  /// Whether a leader tells the others what is chosen.
  var commits = false
  /// Whether nodes say so when they refuse a request.
  var answersConflicts = false
  /// How often a node begins requests of clients anew.
  var retries = 0
  /// How many rounds a node may set out to fill.
  var fills = 0
  /// How often a node may ask the others what is chosen.
  var polls = 0
  /// How many nodes must promise, counting the candidate.
  var promiseQuorum: Int
  /// How many nodes must accept, counting the leader.
  var acceptQuorum: Int
  var sharesNumbers = false

  /// Nodes of which a majority must agree, in both phases.
  init(nodes: Int, rounds: Int, window: Int) {
    self.nodes = nodes
    self.rounds = rounds
    self.window = window
    promiseQuorum = nodes / 2 + 1
    acceptQuorum = nodes / 2 + 1
  }

  /// The nodes that decide about a round.
  func cluster(of round: Int) -> Cluster {
    Cluster(members: (0..<nodes).map { ActorID($0) }, sharesNumbers: sharesNumbers)
  }
}
