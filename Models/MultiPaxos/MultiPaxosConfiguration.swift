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
  /// The nodes that decide about rounds, one cluster after the other.
  var clusters: [Cluster]
  var membershipSource = MembershipSource.schedule
  /// How many rounds after its own an entry changes the cluster.
  var changeDelay: Int
  var clusterRule = ClusterRule.ofItsRound
  /// Whether an election covers all later rounds, whatever their clusters. It must not.
  var leadsEveryCluster = false
  /// How often a node may ask the others what is chosen; `nil` for as often as it likes.
  var polls: Int? = 0
  /// Whether a candidate goes on after a refusal, as long as a quorum is left.
  var isPersistent = false
  /// How often a node may withhold its vote.
  var abstentions = 0
  /// Whether nodes tell clients how an append ended that did not succeed.
  var tellsOutcomes = false
  /// How often a node may append nothing, provided that it leads.
  var heartbeats = 0
  /// How often a node may append nothing in order to lead.
  var campaigns = 0
  /// Whether nodes pass requests on to the leader that they know of.
  var delegates = false
  /// How many entries about the lease a node may submit.
  var leases = 0
  /// Whether a node that ends a lease ends whatever lease runs. It must not.
  var releasesAnyLease = false
  /// Whether nodes may be told to stop.
  var mayShutDown = false
  /// How many of the entries that it applied a node can still tell others of.
  var retained = Int.max

  /// How many snapshots a node may take.
  var snapshots = 0
  /// How often a node may have the others compare their states with its own.
  var verifications = 0
  /// For each node, the first one first, whether its state differs from what the log says: 1 or 0.
  var damage: [Int] = []
  /// Whether a node votes for verifications that it cannot judge. It must not.
  var approvesUnseen = false
  /// How often each node may lose its memory and its disk, the first node first.
  var amnesia: [Int] = []
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

  func amnesia(of node: ActorID) -> Int {
    amnesia.indices.contains(node.index) ? amnesia[node.index] : 0
  }

  func isDamaged(_ node: ActorID) -> Bool {
    damage.indices.contains(node.index) && damage[node.index] > 0
  }

  var hasAmnesia: Bool { amnesia.contains { $0 > 0 } }

  /// Which cluster a node takes for that of a round.
  enum ClusterRule: Hashable, Sendable {
    case ofItsRound
    /// A mistake: the one of the first open round.
    case ofOpenRound
    /// A mistake: those who join later take the last one for that of all rounds.
    case lastForJoiners
  }
}
