public import PaxcheckKit
import RegisterClient

extension ModelDescription {
  /// Raft, from the election of a leader to clients of a register.
  public static let raft = ModelDescription(
    "raft", "nodes that elect a leader, whose log the others take over, with clients or without",
    source: """
      D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC 2014; \
      D. Ongaro, "Consensus: Bridging Theory and Practice", 2014; sorock 0.12
      """,
    parameters: [
      .integer("nodes", 1...7, default: 3, "the number of nodes"),
      .integer(
        "members", 0...7, default: 0,
        "how many of the nodes, the first ones, are members at first; 0 for all"),
      .integer(
        "learners", 0...6, default: 0,
        "how many of the nodes behind the members get all entries, and have no vote until they are added"
      ).tacit,
      .choice(
        "start", ["bootstrapped", "blank"], default: "bootstrapped",
        "whether the nodes know the members from the start, or the first node makes itself the only one"
      ).tacit,
      .list(
        "campaigns", of: 0...9, default: [1, 1],
        "how often the first node, the second, … may set out to lead; the others never do"),
      .flag("pre-votes", "nodes ask whether they would be elected before they begin a term"),
      .flag("busy", "nodes hear nobody during a campaign, and end it once all have answered"),
      .flag("patient", "nodes that lead, or hear a leader, refuse to elect another"),
      .choice(
        "replication", RaftSetting.Replication.allCases.map(\.rawValue),
        default: RaftSetting.Replication.stream.rawValue,
        "how entries reach the others: not at all, or by one call after the other to each"),
      .integer("width", 1...8, default: 2, "the most entries that a call may carry"),
      .integer(
        "entries", 0...3, default: 0, "how many entries of its own a node may append as a leader"),
      .integer(
        "heartbeats", 0...5, default: 0,
        "how often a node may tell the others that it leads, and what is committed"),
      .integer(
        "resends", 0...3, default: 0,
        "how often a node may ask again what is not answered"),
      .flag(
        "endless", "nodes and clients ask again, and leaders tell of it, as often as they like"),
      .list(
        "changes", of: 0...2, default: [0],
        "how often an operator adds the first node, the second, … to the members, or removes it"),
      .integer("transfers", 0...2, default: 0, "how often a node may hand the lead over"),
      .list(
        "snapshots", of: 0...2, default: [0],
        "how often the first node, the second, … may put a snapshot in the place of its log"),
      .clients(default: 0), .puts, .gets,
      .integer("retries", 0...3, default: 0, "how often a client may send a request again"),
      .choice(
        "reads", RaftSetting.Reads.allCases.map(\.rawValue),
        default: RaftSetting.Reads.log.rawValue,
        "how reads are answered: by an entry, by a leader that is confirmed, or by whoever is asked"
      ),
      .flag("delegation", "nodes pass requests on to the leader that they have heard of"),
      .flag("completion", "leaders have the answers forgotten that clients got"),
      .flag(
        "syncs-later", "the log is synced in a step of its own, and a crash may come before it"),
      .network, .lossy,
      .flag("dead-messages", "keep messages that their receivers will ignore for ever"),
      .history, .fairness,
    ],
    mutations: RaftMutation.all.flatMap(\.descriptions)
  ) { arguments throws(ArgumentError) in try Raft(arguments) }
}
