public import PaxcheckKit

extension RaftSet {
  /// What can go wrong.
  enum Bug: String, Sendable {
    case halfIsEnough = "half-is-enough"
    case tellsWholeCommit = "tells-whole-commit"
  }

  init(_ arguments: Arguments) {
    self.init(
      servers: arguments.integer("servers"), values: arguments.integer("values"),
      elections: arguments.integer("elections"), restarts: arguments.integer("restarts"),
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}

extension ModelDescription {
  /// Raft as a transition system, with all messages ever sent.
  public static let raftSet = ModelDescription(
    "raft-set", "Raft as a transition system, with all messages ever sent",
    source: "J. Vanlightly, raft-tlaplus, standard-raft; D. Ongaro's thesis, 2014, appendix B",
    parameters: [
      .integer("servers", 1...5, default: 2, "how many servers there are"),
      .integer("values", 1...3, default: 1, "how many values clients ask for"),
      .integer("elections", 0...4, default: 2, "how many elections there may be, in all"),
      .integer("restarts", 0...3, default: 0, "how often servers may restart, in all"),
    ],
    mutations: [
      Mutation(
        RaftSet.Bug.halfIsEnough.rawValue, "takes half of the servers for a majority",
        caughtBy: "acknowledged values are in the newest leader's log"),
      Mutation(
        RaftSet.Bug.tellsWholeCommit.rawValue,
        "tells a peer of all that is committed, not only of what it has then",
        caughtBy: "committed prefixes agree", at: ["servers=3", "values=2", "elections=1"]),
    ]
  ) { RaftSet($0) }
}
