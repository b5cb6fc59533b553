public import PaxcheckKit
public import RegisterClient

/// Nodes that agree on a log by Multi-Paxos, and clients of a register that the log is applied to.
public typealias MultiPaxos = RegisterSystem<MultiPaxosMessage, LogFacts>

extension MultiPaxos {
  /// The system that the parameters of `ModelDescription.multiPaxos` describe.
  init(_ arguments: Arguments) throws(ArgumentError) {
    var configuration = try MultiPaxosConfiguration(
      nodes: arguments.integer("nodes"), rounds: arguments.integer("rounds"),
      window: arguments.integer("window"),
      membership: Membership(rawValue: arguments.choice("membership")) ?? .fixed)
    configuration.membershipSource =
      MembershipSource(rawValue: arguments.choice("changes")) ?? .schedule
    configuration.commits = arguments.flag("commits")
    configuration.answersConflicts = arguments.flag("conflicts")
    configuration.isPersistent = arguments.flag("persistent")
    configuration.tellsOutcomes = arguments.flag("outcomes")
    configuration.delegates = arguments.flag("delegation")
    configuration.retained = arguments.integer("retained")
    try Self.check(arguments)
    let environment = try MultiPaxosEnvironment(arguments, nodes: configuration.nodes)
    configuration.retries = environment.retries > 0
    configuration.abstains = environment.abstentions > 0
    configuration.lastIncarnations = environment.amnesia
    configuration.amnesiaLosesMessages = arguments.choice("in-flight") == "lost"
    configuration.damage = try arguments.list("damage", aboutNodes: configuration.nodes)
    configuration.syncsLater = arguments.flag("syncs-later")
    let participants = Participants(
      configuration, environment, clients: arguments.integer("clients"))
    let facts = LogFacts(configuration)
    let scenario = Scenario.bareMajorities(configuration)
    let mutation = MultiPaxosMutation(rawValue: arguments.choice("mutation"))
    mutation?.apply(to: &configuration)
    self.init(
      network: arguments.networkKind, maxCrashes: arguments.integer("crashes"),
      history: RegisterHistory(arguments.historyKind, facts: facts))
    discardsDeadMessages = !arguments.flag("dead-messages")
    // A planted bug may break the promises of the sound protocol: an audit asks it again without them.
    verifiesDeadMessages = mutation == nil
    maxAmnesia = environment.amnesia.reduce(0, +)
    budgets = environment.budgets
    for index in 0..<configuration.nodes {
      let node = PaxosNode(configuration, id: ActorID(index))
      if let mutation {
        add(PaxosMutant(mutation: mutation, node: node))
      } else {
        add(node)
      }
    }
    addClients(
      arguments.integer("clients"), puts: arguments.integer("puts"), gets: arguments.integer("gets")
    )
    properties = Property.rulesOfPaxos + Property.rulesOfService(participants, arguments)
    if environment.snapshots > 0 {
      properties += Property.rulesOfSnapshots(participants, isMutant: mutation != nil)
    }
    if environment.verifications > 0 {
      properties += Property.rulesOfVerification(configuration)
    }
    if environment.leases > 0 { properties += Property.rulesOfLeases }
    properties += Property.examples(participants, arguments)
    if arguments.integer("clients") > 0 { properties.append(.linearizable()) }
    let assumption = RegisterFairness(arguments)
    fairness = assumption.rules()
    if assumption != .unasked { properties += Property.progress(participants, arguments) }
    scenarios = [.withoutFaults(), scenario]
  }
}

extension MultiPaxos {
  /// - Throws: `ArgumentError.inconsistent` if the network does not suit what nodes do.
  private static func check(_ arguments: Arguments) throws(ArgumentError) {
    let repeats = arguments.networkKind.delivery == .unorderedDuplicating
    if repeats && (arguments.flag("outcomes") || arguments.integer("abstentions") > 0) {
      throw .inconsistent(
        """
        outcomes=true and abstentions=\(arguments.integer("abstentions")) want a network that \
        delivers a message once: a node cannot tell a request that it has answered from a new one
        """)
    }
    if arguments.flag("endless") && !repeats {
      throw .inconsistent(
        """
        endless=true wants network=unordered-duplicating, where asking again adds nothing; \
        elsewhere there would be ever more messages
        """)
    }
  }
}

extension ModelDescription {
  /// Multi-Paxos, from the agreement on one entry to a log.
  public static let multiPaxos = ModelDescription(
    "multi-paxos", "nodes that agree on a log, from one place to many, with clients or without",
    source: """
      L. Lamport, "Paxos Made Simple", 2001, section 3; T. Chandra and others, "Paxos Made Live", \
      2007; paxakos, README
      """,
    parameters: [
      .integer("nodes", 1...7, default: 3, "the number of nodes"),
      .integer("rounds", 1...4, default: 1, "the number of places in the log"),
      .integer(
        "window", 1...4, default: 1, "how many rounds a node may work on at the same time"),
      .list(
        "attempts", of: 0...9, default: [2, 1],
        "how many entries the first node, the second, … submit; the others none"),
      .choice(
        "membership", Membership.allCases.map(\.rawValue), default: Membership.fixed.rawValue,
        "how the nodes that decide about rounds change"),
      .choice(
        "changes", MembershipSource.allCases.map(\.rawValue),
        default: MembershipSource.schedule.rawValue,
        "by a schedule, from the second round on, or by the entries that nodes submit"),
      .flag("commits", "leaders tell the others what is chosen"),
      .flag("conflicts", "nodes say so when they refuse a request, and what they know"),
      .clients(default: 0), .puts, .gets,
      .integer("retries", 0...3, default: 0, "how often a node begins requests anew"),
      .integer("fills", 0...3, default: 0, "how many gaps in its log a node may fill"),
      .integer("polls", 0...3, default: 0, "how often a node may ask the others what is chosen"),
      .flag("endless", "nodes ask what is chosen as often as they like"),
      .integer(
        "retained", 0...4, default: 4,
        "how many of the entries that it applied a node can still tell others"),
      .flag("persistent", "a candidate that is refused goes on as long as a quorum is left"),
      .integer("abstentions", 0...3, default: 0, "how often a node may withhold its vote"),
      .flag("outcomes", "nodes tell clients of requests that failed, for certain or perhaps"),
      .integer(
        "heartbeats", 0...3, default: 0,
        "how often a node may append nothing if it leads, and else ask what is chosen"),
      .integer(
        "campaigns", 0...3, default: 0, "how often a node may append nothing in order to lead"),
      .flag("delegation", "nodes pass requests on to the leader that they have heard of"),
      .integer("snapshots", 0...3, default: 0, "how many snapshots of its log a node may take")
        .tacit,
      .integer(
        "leases", 0...3, default: 0, "how often a node may take, extend or release a lease"
      ).tacit,
      .flag("shutdowns", "nodes may be told to stop").tacit,
      .integer(
        "verifications", 0...2, default: 0,
        "how often a node may have the others compare their states with its own"
      ).tacit,
      .list(
        "damage", of: 0...1, default: [0],
        "1 for each of the first nodes whose state is not what the log says"
      ).tacit,
      .integer("crashes", 0...3, default: 0, "how many nodes may be crashed at the same time"),
      .flag(
        "syncs-later", "storage is synced in a step of its own, and a crash may come before it"
      )
      .tacit,
      .list(
        "amnesia", of: 0...3, default: [0],
        "how often the first node, the second, … may lose its memory and its disk"
      ).tacit,
      .choice(
        "in-flight", ["kept", "lost"], default: "kept",
        "what becomes of messages on their way to a node that loses its memory"
      ).tacit,
      .network, .lossy,
      .flag("dead-messages", "keep messages that their receivers will ignore for ever"),
      .history, .fairness,
    ],
    mutations: MultiPaxosMutation.allCases.map(\.description) + MultiPaxosMutation.controls
  ) { arguments throws(ArgumentError) in try MultiPaxos(arguments) }
}
