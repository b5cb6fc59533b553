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

  var nodes = 3
  /// How often each node may set out to lead.
  var campaigns = [1, 1]
  /// Whether nodes ask whether they would be elected before they begin a term.
  var preVotes = false
  /// Whether nodes hear nobody during a campaign, and end it once all have answered.
  var isBusy = false
  /// Whether nodes that hear a leader refuse to elect another.
  var isPatient = false
  var replication = Replication.stream
  /// The most entries that a call may carry.
  var width = 2
  /// How many entries of its own a node may append as a leader.
  var entries = 0
  /// How often a node may tell the others that it leads.
  var heartbeats = 0
  /// How often a node may send calls again that are not answered.
  var resends = 0
  /// Whether nodes pass requests on to the leader that they have heard of.
  var delegates = false
  /// Whether leaders have the answers forgotten that clients got.
  var completes = false
  /// Whether a request may reach a node twice although its client sent it once.
  var repeatsRequests = false
  /// Whether nodes may lose what they only remember.
  var mayCrash = false
  /// Whether the log is synced in a step of its own, and a crash may come before it.
  var syncsLater = false

  /// The nodes that vote and are counted.
  var members: [ActorID] { (0..<nodes).map { ActorID($0) } }

  /// The log with which every node begins.
  var firstLog: Log {
    Log(LogEntry(clock: Clock(term: 0, index: 1), command: .snapshot(members: members)))
  }

  /// How often a node may set out to lead.
  func campaigns(of node: ActorID) -> Int {
    node.index < campaigns.count ? campaigns[node.index] : 0
  }
}
