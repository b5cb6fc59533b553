public import PaxcheckKit
public import RegisterClient

/// Nodes that agree on a log by Raft, and clients of a register that the log is applied to.
public typealias Raft = RegisterSystem<RaftMessage, RaftFacts>

extension Raft {
  /// The system that the parameters of `ModelDescription.raft` describe.
  init(_ arguments: Arguments) throws(ArgumentError) {
    let setting = try RaftSetting(arguments)
    let clients = RaftClients(arguments)
    let mutation = RaftMutation.named(arguments.choice("mutation"))
    self.init(
      network: arguments.networkKind,
      history: RegisterHistory(arguments.historyKind, facts: RaftFacts()))
    // Amnesia takes terms back, so that what was dead may come to life.
    discardsDeadMessages =
      !arguments.flag("dead-messages") && arguments.integer("amnesia") == 0
    // A planted bug may break the promises of the sound protocol: an audit asks it again without them.
    verifiesDeadMessages = mutation == nil
    for member in setting.members {
      let node = RaftNode(setting, id: member)
      if let mutation {
        add(RaftMutant(mutation, node))
      } else {
        add(node)
      }
    }
    addClients(clients.count, puts: clients.puts, gets: clients.gets, retries: clients.retries)
    properties =
      mutation == nil
      ? Property.all(RaftNode.self, setting, clients)
      : Property.all(RaftMutant.self, setting, clients)
    scenarios = [.withoutFaults()] + Scenario.all(setting)
  }
}

extension Property where M == Raft {
  fileprivate static func all<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting, _ clients: RaftClients
  ) -> [Self] {
    var properties = rulesOfElection(type)
    if setting.replication != .none {
      properties += rulesOfReplication(type) + rulesOfCommit(type)
    }
    if clients.count > 0 || setting.entries > 0 { properties += rulesOfService(type) }
    if clients.count > 0 { properties.append(.linearizable()) }
    properties.append(.noActorFails())
    properties += examplesOfElection(type, setting)
    if setting.replication != .none { properties += examplesOfReplication(type, setting) }
    return properties + examplesOfService(type, setting, clients)
  }
}

extension RaftClients {
  fileprivate init(_ arguments: Arguments) {
    count = arguments.integer("clients")
    puts = arguments.integer("puts")
    gets = arguments.integer("gets")
    retries = arguments.integer("retries")
  }
}

extension RaftSetting {
  fileprivate init(_ arguments: Arguments) throws(ArgumentError) {
    nodes = arguments.integer("nodes")
    campaigns = try arguments.budgets("campaigns", of: nodes)
    preVotes = arguments.flag("pre-votes")
    isBusy = arguments.flag("busy")
    isPatient = arguments.flag("patient")
    replication = Replication(rawValue: arguments.choice("replication")) ?? .stream
    width = arguments.integer("width")
    entries = arguments.integer("entries")
    heartbeats = arguments.integer("heartbeats")
    resends = arguments.integer("resends")
    delegates = arguments.flag("delegation")
    completes = arguments.flag("completion")
    repeatsRequests = arguments.networkKind.delivery == .unorderedDuplicating
    mayCrash = arguments.integer("crashes") > 0
    syncsLater = arguments.flag("syncs-later")
  }
}

extension Arguments {
  /// The budgets of the first nodes. A default is about no more nodes than there are.
  fileprivate func budgets(_ name: String, of nodes: Int) throws(ArgumentError) -> [Int] {
    let values = list(name)
    guard deviations.contains(where: { $0.name == name }) else {
      return Array(values.prefix(nodes))
    }
    guard values.count <= nodes else {
      throw .inconsistent(
        """
        \(name)=\(values.map(String.init).joined(separator: ",")) is about \(values.count) \
        nodes, but there are \(nodes)
        """)
    }
    return values
  }
}
