public import PaxcheckKit

extension ModelDescription {
  public static let resourceLease = ModelDescription(
    "resource-lease", "a lock with a timeout in a replicated log, with releasers",
    source: """
      paxakos, README, "Leases"; C. Gray, D. Cheriton, "Leases", SOSP 1989; M. Burrows, "The Chubby lock \
      service", OSDI 2006, for tokens
      """,
    parameters: [
      .integer("nodes", 1...4, default: 2, "the number of nodes"),
      .integer("entries", 0...8, default: 4, "how many entries the log may have"),
      .ticks(default: 4), .duration(default: 3), .skew(default: 1), .margin(default: 2),
      .integer(
        "uses", 0...3, default: 0, "how often a holder sets out to use the resource, in all"
      )
      .tacit,
    ],
    mutations: [
      Mutation(
        ResourceLease.Bug.releasesAnyGrant.rawValue,
        "releases whatever grant runs, not the one that timed out", caughtBy: "one holder",
        at: ["entries=5"]),
      Mutation(
        ResourceLease.Bug.releasesExtendedGrant.rawValue,
        "releases a grant for which its time was over before it was extended",
        caughtBy: "one holder", at: ["duration=5", "ticks=7"]),
      Mutation(
        ResourceLease.Bug.noMargin.rawValue, "relies on a lease to its end by the holder's clock",
        caughtBy: "one holder"),
      Mutation(
        ResourceLease.Bug.countsFromApplying.rawValue,
        "counts from when the entry is applied, not from when it was appended",
        caughtBy: "one holder"),
      Mutation(
        ResourceLease.Bug.takesHeldLease.rawValue, "lets a node take what another one holds",
        caughtBy: "one holder"),
      Mutation(
        ResourceLease.Bug.checksNoToken.rawValue,
        "lets a user in who set out while the lease was held, however late",
        caughtBy: "no user comes after one of a later grant",
        at: ["entries=3", "ticks=3", "uses=2"]),
    ]
  ) { ResourceLease.limited($0) }
}

extension ResourceLease {
  /// The nodes that the arguments describe, and how many entries they append.
  public static func limited(_ arguments: Arguments) -> Limited<ResourceLease> {
    let entries = arguments.integer("entries")
    let lease = ResourceLease(arguments)
    return Limited(
      lease,
      to: [
        ActionBudget("entries", entries) { action in
          switch action {
          case .take, .extend, .giveBack, .release: true
          case .tick, .apply, .setOut, .use: false
          }
        },
        ActionBudget("uses", arguments.integer("uses")) { action in
          if case .setOut = action { true } else { false }
        },
      ], examples: lease.examples(entries: entries, uses: arguments.integer("uses")))
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
