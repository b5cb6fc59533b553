public import PaxcheckKit

/// Nodes that agree on a log by Raft with the messages of its paper.
public typealias RaftAppend = ActorSystem<AppendMessage, AppendFacts>

extension RaftAppend {
  /// The system that the parameters of `ModelDescription.raftAppend` describe.
  init(append arguments: Arguments) {
    let mutation = AppendMutation.named(arguments.choice("mutation"))
    var setting = AppendSetting(arguments)
    if let mutation { AppendMutation.all[mutation].configures(&setting) }
    self.init(network: arguments.networkKind, history: AppendFacts())
    for index in 0..<setting.nodes {
      let node = AppendNode(setting, id: ActorID(index))
      if let mutation {
        add(AppendMutant(mutation, node))
      } else {
        add(node)
      }
    }
    // Amnesia takes terms back, so that what was dead may come to life.
    discardsDeadMessages = !arguments.flag("dead-messages") && arguments.integer("amnesia") == 0
    // A planted bug may break the promises of the sound protocol: an audit asks it again without them.
    verifiesDeadMessages = mutation == nil
    budgets = Self.budgets(arguments)
    let wire = arguments.integer("wire")
    if wire > 0 { boundary = .states { $0.network.envelopes.count <= wire } }
    properties =
      mutation == nil
      ? Self.properties(AppendNode.self, setting, arguments)
      : Self.properties(AppendMutant.self, setting, arguments)
    scenarios = [.withoutFaults(), .cutOff]
  }

  /// How often nodes do by themselves what they do, all together.
  private static func budgets(_ arguments: Arguments) -> [Budget] {
    func budget(_ name: String, _ timer: AppendNode.Timer) -> Budget {
      Budget(name, of: .timeouts(timer), .inAll(arguments.integer(name)))
    }
    return [
      budget("elections", .election), budget("appends", .heartbeat), budget("requests", .request),
      budget("reads", .read), budget("snapshots", .compact),
    ]
  }

  private static func properties<A: AppendActor>(
    _ type: A.Type, _ setting: AppendSetting, _ arguments: Arguments
  ) -> [Property<Self>] {
    var properties = Property.rules(type, setting) + [.noActorFails()]
    guard arguments.integer("elections") > 0 else { return properties }
    properties.append(.sometimes("a leader", actors: type) { $0.contains(where: \.node.isLeader) })
    guard arguments.integer("requests") > 0 else { return properties }
    properties.append(
      .sometimes("an entry is committed", actors: type) { actors in
        actors.contains { $0.node.commit > setting.firstLog.last }
      })
    return properties
  }
}

extension AppendSetting {
  fileprivate init(_ arguments: Arguments) {
    nodes = arguments.integer("nodes")
    sendsOneEntry = arguments.choice("entries") == "one"
    isOptimistic = arguments.flag("optimistic")
    hasNoOps = arguments.flag("no-ops")
    hasReads = arguments.integer("reads") > 0
    takesSnapshots = arguments.integer("snapshots") > 0
    mayCrash = arguments.integer("crashes") > 0
  }
}

extension Scenario where M == RaftAppend {
  /// The scenario `cut-off`: a laggard.
  fileprivate static var cutOff: Self {
    Scenario(
      "cut-off",
      "the last node hears nothing, and sets out for nothing, until two entries are committed",
      contains: { state, action in
        let nodes = state.appendNodes
        guard let last = nodes.last, nodes.allSatisfy({ $0.commit < 2 }) else { return true }
        switch action {
        case .deliver(let envelope): return envelope.destination != last.id
        case .timeout(let id, _): return id != last.id
        default: return true
        }
      })
  }
}

extension RaftAppend.State {
  /// The nodes that are not crashed, mutants among them.
  fileprivate var appendNodes: [AppendNode] {
    actors(of: AppendNode.self) + actors(of: AppendMutant.self).map(\.node)
  }
}
