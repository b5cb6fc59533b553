import PaxcheckKit

/// The nodes of a cluster, which rules they follow, and how often each of them may do what it does by itself.
struct RaftSetting: Hashable, Sendable {
  /// How a leader's entries reach the others.
  enum Replication: String, CaseIterable, Hashable, Sendable {
    /// Not at all: elections only.
    case none
    /// One call after the other to each peer, with as many entries as it took of late.
    case stream
  }

  /// How a client's reads are answered.
  enum Reads: String, CaseIterable, Hashable, Sendable {
    /// By an entry of the log.
    case log
    /// By the leader, once a majority has confirmed that it leads, or by a node that has what the leader has.
    case confirmed
    /// By the node that is asked, with what it has. That is weaker: a read may tell of less than one before it.
    case local
  }

  var nodes = 3
  /// How many of the nodes, the first ones, are members at first.
  var memberCount = 3
  /// How many of the nodes behind those are learners at first.
  var learnerCount = 0
  /// Whether no node is a member at first, so that one has to begin.
  var isBlank = false
  /// How often an operator adds each node to the members, or removes it.
  var changes: [Int] = []
  /// How often a node may hand the lead over.
  var transfers = 0
  /// How often each node may take a snapshot.
  var snapshots: [Int] = []
  /// How often each node may set out to lead.
  var campaigns = [1, 1]
  /// Whether nodes ask whether they would be elected before they begin a term.
  var preVotes = false
  /// Whether nodes hear no other node during a campaign, and end it once all have answered.
  var isBusy = false
  /// Whether nodes that lead, or hear a leader, refuse to elect another.
  var isPatient = false
  var replication = Replication.stream
  /// The most entries that a call may carry.
  var width = 2
  /// How many entries of its own a node may append as a leader.
  var entries = 0
  /// How often a node may tell the others that it leads.
  var heartbeats = 0
  /// How often a node may ask again what is not answered.
  var resends = 0
  /// Whether nodes may ask again, and tell that they lead, as often as they like.
  var isEndless = false
  /// Whether nodes pass requests on to the leader that they have heard of.
  var delegates = false
  /// Whether leaders have the answers forgotten that clients got.
  var completes = false
  /// Whether a request may reach a node twice although its client sent it once.
  var repeatsRequests = false
  var reads = Reads.log
  /// Whether nodes may lose what they only remember.
  var mayCrash = false
  /// Whether messages may get lost.
  var mayLoseMessages = false
  /// Whether the log is synced in a step of its own, and a crash may come before it.
  var syncsLater = false

  var all: [ActorID] { (0..<nodes).map { ActorID($0) } }

  /// The nodes that vote and are counted at first.
  var members: [ActorID] { isBlank ? [] : Array(all.prefix(memberCount)) }

  /// The nodes that get the entries of a leader at first.
  var firstMembers: Members {
    let learners = isBlank ? [] : all.dropFirst(memberCount).prefix(learnerCount)
    return Members(voters: members, learners: Array(learners))
  }

  /// The log with which every node begins.
  var firstLog: Log {
    Log(LogEntry(clock: Clock(term: 0, index: 1), command: .snapshot(members: firstMembers)))
  }

  /// The nodes that may be elected at first.
  var candidates: [ActorID] { members.filter { campaigns(of: $0) > 0 } }

  /// Whether a node can be elected while another leads: a majority must know no more than it, and may have to
  /// hear nothing of that one.
  var mayLoseTheLead: Bool {
    members.count > 2 || members.count == 2 && replication != .none && !isPatient
  }

  var changesMembers: Bool { changes.contains { $0 > 0 } }

  /// Whether the members only become more.
  var onlyAddsMembers: Bool {
    !isBlank && all.allSatisfy { changes(of: $0) < (members.contains($0) ? 1 : 2) }
  }

  /// Whether an operator may add a node that does not know it.
  var addsStrangers: Bool { all.contains { changes(of: $0) > 0 && !members.contains($0) } }

  /// How often a node may set out to lead.
  func campaigns(of node: ActorID) -> Int {
    node.index < campaigns.count ? campaigns[node.index] : 0
  }

  var takesSnapshots: Bool { snapshots.contains { $0 > 0 } }

  /// How often a node may take a snapshot.
  func snapshots(of node: ActorID) -> Int {
    node.index < snapshots.count ? snapshots[node.index] : 0
  }

  /// How often an operator adds a node to the members, or removes it.
  func changes(of node: ActorID) -> Int {
    node.index < changes.count ? changes[node.index] : 0
  }
}
