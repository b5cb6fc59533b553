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
  /// Whether nodes begin requests of clients anew.
  var retries = false
  /// The nodes that decide about rounds, one cluster after the other.
  var clusters: [Cluster]
  var membershipSource = MembershipSource.schedule
  /// How many rounds after its own an entry changes the cluster.
  var changeDelay: Int
  var clusterRule = ClusterRule.ofItsRound
  /// Whether an election covers all later rounds, whatever their clusters. It must not.
  var leadsEveryCluster = false
  /// Whether a candidate goes on after a refusal, as long as a quorum is left.
  var isPersistent = false
  /// Whether a voter may withhold its vote.
  var abstains = false
  /// Whether nodes tell clients how an append ended that did not succeed.
  var tellsOutcomes = false
  /// Whether nodes pass requests on to the leader that they know of.
  var delegates = false
  /// Whether a node that ends a lease ends whatever lease runs. It must not.
  var releasesAnyLease = false
  /// How many of the entries that it applied a node can still tell others of.
  var retained = Int.max
  /// For each node, the first one first, whether its state differs from what the log says: 1 or 0.
  var damage: [Int] = []
  /// Whether a node votes for verifications that it cannot judge. It must not.
  var approvesUnseen = false
  /// The last incarnation of each node, the first node first; 0 for others. A node that may still lose its
  /// memory, and with it what it promised, can say of no message that it will ignore it for ever.
  var lastIncarnations: [Int] = []
  /// Whether what is on its way to a node that loses its memory is lost with it.
  var amnesiaLosesMessages = false
  /// Whether storage is synced in a step of its own.
  var syncsLater = false
  /// Whether a node says what it did before it has synced it. It must not.
  var answersBeforeSync = false

  init(nodes: Int, rounds: Int, window: Int, membership: Membership) throws(ArgumentError) {
    self.nodes = nodes
    self.rounds = rounds
    self.window = window
    clusters = try membership.clusters(of: nodes)
    changeDelay = window
  }

  func lastIncarnation(of node: ActorID) -> Int {
    lastIncarnations.indices.contains(node.index) ? lastIncarnations[node.index] : 0
  }

  func isDamaged(_ node: ActorID) -> Bool {
    damage.indices.contains(node.index) && damage[node.index] > 0
  }

  /// Which cluster a node takes for that of a round.
  enum ClusterRule: Hashable, Sendable {
    case ofItsRound
    /// A mistake: the one of the first open round.
    case ofOpenRound
    /// A mistake: those who join later take the last one for that of all rounds.
    case lastForJoiners
  }
}
