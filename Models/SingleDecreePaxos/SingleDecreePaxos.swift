public import PaxcheckKit
public import RegisterClient

/// Servers that agree on one value by Paxos, and clients that write and read it.
///
/// Why the vote of the highest ballot must win. Let a quorum accept a value *v* in ballot *b*: *v* is chosen.
/// A proposer of a later ballot *c* hears from a quorum, and the two quorums have a server in common. That server
/// accepted *v* before it promised *c*, since it would have refused *b* afterwards. So one of the promises
/// reports a vote of ballot *b* or higher. Every proposal between *b* and *c* was made by the same rule, and so
/// was for *v*. The highest vote that is reported is therefore for *v*, and *c* proposes *v* again.
///
/// A vote of a lower ballot than *b* may be for another value, which was never chosen. A proposer that prefers
/// it, or its own value, replaces what is chosen: the mutations `lowest-vote-wins` and `own-value-wins`.
public typealias SingleDecreePaxos = RegisterSystem<PaxosMessage, PaxosFacts>

extension SingleDecreePaxos {
  /// The system that the parameters of `ModelDescription.singleDecreePaxos` describe.
  ///
  /// With crashes, a network that duplicates messages has no end of states: a server that has forgotten a
  /// request begins a higher ballot when it comes again.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    var configuration = PaxosConfiguration(servers: arguments.integer("servers"))
    configuration.retries = arguments.integer("retries")
    configuration.recordsFacts = arguments.flag("facts")
    let facts = PaxosFacts(quorum: configuration.acceptQuorum)
    let mutation = PaxosMutation(rawValue: arguments.choice("mutation"))
    mutation?.apply(to: &configuration)
    self.init(
      network: arguments.networkKind, maxCrashes: arguments.integer("crashes"),
      history: RegisterHistory(arguments.historyKind, facts: facts))
    for number in 0..<configuration.servers {
      if let mutation {
        let server = PaxosServer(configuration, number: mutation.number(of: number))
        add(PaxosMutant(mutation: mutation, server: server))
      } else {
        add(PaxosServer(configuration, number: number))
      }
    }
    addClients(arguments.integer("clients"))
    properties = [.linearizable()]
    if arguments.integer("clients") > 0 { properties.append(.valueChosen()) }
    if configuration.recordsFacts { properties += Property.rulesOfPaxos }
    let assumption = RegisterFairness(arguments)
    fairness = assumption.rules()
    if assumption != .unasked {
      properties += progress(
        clients: arguments.integer("clients"), isMutated: mutation != nil)
    }
    scenarios = [
      .withoutFaults(),
      Scenario(
        "lone-proposer", "requests to write reach the first server only",
        actions: { action in
          if case .deliver(let envelope) = action, case .put = envelope.message {
            return envelope.destination == 0
          }
          return true
        }),
    ]
  }
}

extension ModelDescription {
  /// Single-decree Paxos with clients of a register.
  public static let singleDecreePaxos = ModelDescription(
    "single-decree-paxos", "servers that agree on one value, and clients that write and read it",
    source: "L. Lamport, \"Paxos Made Simple\", 2001, sections 2.2 and 2.3",
    parameters: [
      .servers(default: 3), .clients(default: 2), .network, .lossy,
      .integer("retries", 0...3, default: 0, "how often a proposer may start a higher ballot"),
      .integer("crashes", 0...4, default: 0, "how many servers may be crashed at the same time"),
      .flag("facts", "judge the rules that agreement rests on, too"),
      .history, .fairness,
    ],
    mutations: PaxosMutation.allCases.map(\.description)
  ) { arguments throws(ArgumentError) in try SingleDecreePaxos(arguments) }
}
