public import PaxcheckKit
public import RegisterClient

/// Servers that keep a register together, by the algorithm of Attiya, Bar-Noy and Dolev.
public typealias ABDRegister = RegisterSystem<ABDMessage, NoHistory>

/// What the algorithm can do wrong.
enum ABDBug: String, Sendable {
  case halfIsEnough = "half-is-enough"
  case reusesTimestamp = "reuses-timestamp"
  case confirmsWithoutKeeping = "confirms-without-keeping"
  case readsWithoutRecording = "reads-without-recording"
  case keepsOlder = "keeps-older"
  case confirmsNewsOnly = "confirms-news-only"
}

extension ABDRegister {
  /// The system that the parameters of `ModelDescription.abdRegister` describe.
  public init(abd arguments: Arguments) {
    self.init(
      network: arguments.networkKind, maxCrashes: arguments.integer("crashes"),
      history: RegisterHistory(arguments.historyKind))
    let servers = arguments.integer("servers")
    for number in 0..<servers {
      let bug = ABDBug(rawValue: arguments.choice("mutation"))
      add(
        ABDServer(
          number: number, of: servers,
          remembersRequests: arguments.networkKind.delivery == .unorderedDuplicating,
          resends: arguments.integer("resends"), bug: bug))
    }
    addClients(
      arguments.integer("clients"), puts: arguments.integer("puts"), gets: arguments.integer("gets")
    )
    properties = [
      .linearizable(),
      .always(
        "replicas only get newer", every: ABDServer.self,
        step: { before, after in
          before.replica.timestamp <= after.replica.timestamp
        }),
    ]
    if arguments.integer("clients") > 0 && arguments.integer("gets") > 0 {
      properties.append(.valueChosen())
    }
    let assumption = RegisterFairness(arguments)
    fairness = assumption.rules()
    if assumption != .unasked {
      properties += requestsAreAnswered(clients: arguments.integer("clients"))
    }
  }
}

extension ModelDescription {
  /// A register kept by a majority of servers.
  public static let abdRegister = ModelDescription(
    "abd-register", "a linearizable register, kept by a majority of servers",
    source: "H. Attiya, A. Bar-Noy, D. Dolev, "
      + "\"Sharing Memory Robustly in Message-Passing Systems\", JACM 1995",
    parameters: [
      .servers(default: 2), .clients(default: 2), .puts, .gets, .network, .lossy, .history,
      .integer("crashes", 0...4, default: 0, "how many servers may be crashed at the same time")
        .tacit,
      .integer(
        "resends", 0...10000, default: 0, "how often a server may ask those again who are silent"
      ).tacit,
      .fairness,
    ],
    mutations: [
      Mutation(
        ABDBug.halfIsEnough.rawValue, "takes half of the servers for a majority",
        caughtBy: "linearizable"),
      Mutation(
        ABDBug.reusesTimestamp.rawValue, "writes with the counter that it found",
        caughtBy: "linearizable"),
      Mutation(
        ABDBug.confirmsWithoutKeeping.rawValue, "confirms a replica and does not keep it",
        caughtBy: "linearizable", at: ["servers=3", "clients=1"]),
      Mutation(
        ABDBug.readsWithoutRecording.rawValue, "answers a read after its first phase",
        caughtBy: "linearizable", at: ["servers=3", "gets=3"]),
      Mutation(
        ABDBug.keepsOlder.rawValue, "keeps whatever replica it is told to, be it an older one",
        caughtBy: "replicas only get newer"),
      Mutation(
        ABDBug.confirmsNewsOnly.rawValue, "confirms a replica only if it was newer than its own",
        caughtBy: "requests are answered (3)",
        at: ["servers=3", "clients=1", "fairness=deliveries"]),
    ]
  ) { arguments throws(ArgumentError) in ABDRegister(abd: arguments) }
}
