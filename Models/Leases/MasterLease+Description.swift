public import PaxcheckKit

extension ModelDescription {
  public static let masterLease = ModelDescription(
    "master-lease", "a master that reads locally while its lease keeps others from being elected",
    source: """
      T. Chandra, R. Griesemer, J. Redstone, "Paxos Made Live", 2007, section 5.2; C. Gray, \
      D. Cheriton, "Leases", SOSP 1989
      """,
    parameters: [
      .integer("nodes", 1...5, default: 3, "the number of nodes"),
      .ticks(default: 3), .duration(default: 3), .skew(default: 1), .margin(default: 2),
      .integer("writes", 0...4, default: 1, "how many writes there are"),
      .integer("elections", 1...4, default: 2, "how many elections there are"),
      .integer("requests", 0...4, default: 1, "how often a lease is asked for"),
      .integer("restarts", 0...2, default: 0, "how many restarts there are"),
    ],
    mutations: [
      Mutation(
        MasterLease.Bug.ignoresLease.rawValue, "votes for another node while a lease runs",
        caughtBy: "no stale read"),
      Mutation(
        MasterLease.Bug.grantsToDeposed.rawValue,
        "grants a lease to a node that is no longer the leader", caughtBy: "no stale read"),
      Mutation(
        MasterLease.Bug.forgetsLease.rawValue, "forgets in a restart that it granted a lease",
        caughtBy: "no stale read", at: ["restarts=1"]),
      Mutation(
        MasterLease.Bug.forgetsLease.rawValue, "forgets in a restart that it granted a lease",
        caughtBy: "one master", at: ["requests=2", "restarts=1"]),
      Mutation(
        MasterLease.Bug.noMargin.rawValue, "keeps a lease to its end by the holder's own clock",
        caughtBy: "no stale read"),
      Mutation(
        MasterLease.Bug.smallMargin.rawValue,
        "gives a lease up a tick too late: clocks drift apart by twice their difference",
        caughtBy: "no stale read"),
      Mutation(
        MasterLease.Bug.countsFromGrant.rawValue,
        "counts from the last grant, not from the request", caughtBy: "no stale read"),
      Mutation(
        MasterLease.Bug.largeMargin.rawValue, "gives a lease up a tick too early",
        caughtBy: nil, at: ["duration=4"]),
    ]
  ) { MasterLease($0) }
}

extension MasterLease {
  /// The nodes that the arguments describe.
  public init(_ arguments: Arguments) {
    nodes = arguments.integer("nodes")
    ticks = arguments.integer("ticks")
    duration = arguments.integer("duration")
    skew = arguments.integer("skew")
    margin = arguments.integer("margin")
    maxWrites = arguments.integer("writes")
    maxElections = arguments.integer("elections")
    maxRequests = arguments.integer("requests")
    maxRestarts = arguments.integer("restarts")
    bug = Bug(rawValue: arguments.choice("mutation"))
  }
}
