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
      .integer("handovers", 0...2, default: 0, "how often a leader hands the lead over").tacit,
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
        MasterLease.Bug.keepsLease.rawValue,
        "keeps its lease when it hands the lead over, and votes are cast in spite of that",
        caughtBy: "no stale read", at: ["nodes=2", "handovers=1"]),
      Mutation(
        MasterLease.Bug.obeysLate.rawValue,
        "is elected in spite of a lease because a leader long gone handed the lead over",
        caughtBy: "no stale read", at: ["nodes=2", "elections=3", "handovers=1"]),
      Mutation(
        MasterLease.Bug.largeMargin.rawValue, "gives a lease up a tick too early",
        caughtBy: nil, at: ["duration=4"]),
    ]
  ) { MasterLease.limited($0) }
}

extension MasterLease {
  /// The nodes that the arguments describe, and what happens to them how often.
  public static func limited(_ arguments: Arguments) -> Limited<MasterLease> {
    func budget(
      _ name: String, _ includes: @escaping @Sendable (Action) -> Bool
    ) -> ActionBudget<MasterLease> {
      ActionBudget(name, arguments.integer(name), includes)
    }
    let lease = MasterLease(arguments)
    return Limited(
      lease,
      to: [
        budget("writes") { if case .write = $0 { true } else { false } },
        budget("elections") { if case .elect = $0 { true } else { false } },
        budget("requests") { if case .ask = $0 { true } else { false } },
        budget("restarts") { if case .restart = $0 { true } else { false } },
        budget("handovers") { if case .handOver = $0 { true } else { false } },
      ], examples: lease.examples(arguments))
  }

  /// What the nodes can do, if they work.
  private func examples(_ arguments: Arguments) -> [Property<Self>] {
    let all = 0..<nodes
    var examples: [Property<Self>] = []
    let requests = arguments.integer("requests")
    if duration > margin && requests > 0 && arguments.integer("writes") > 0 {
      examples.append(
        .sometimes("a master reads what it wrote") { state in
          all.contains { state.isMaster($0) && state.known[$0] > 0 }
        })
    }
    if nodes > 1 && duration > margin && arguments.integer("elections") > 1 && requests > 1
      && ticks >= duration
    {
      examples.append(
        .sometimes("another master follows") { state in
          all.contains { state.isMaster($0) && state.firstMaster != $0 + 1 }
        })
    }
    if nodes > 1 && requests > 0 && arguments.integer("elections") > 1
      && arguments.integer("handovers") > 0
    {
      examples.append(.sometimes("an heir is elected while a lease runs", hasHeir))
    }
    return examples
  }

  private init(_ arguments: Arguments) {
    nodes = arguments.integer("nodes")
    ticks = arguments.integer("ticks")
    duration = arguments.integer("duration")
    skew = arguments.integer("skew")
    margin = arguments.integer("margin")
    bug = Bug(rawValue: arguments.choice("mutation"))
  }
}
