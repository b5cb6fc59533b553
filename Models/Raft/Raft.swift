public import PaxcheckKit
public import RegisterClient

/// Nodes that agree on a log by Raft, and clients of a register that the log is applied to.
public typealias Raft = RegisterSystem<RaftMessage, RaftFacts>

extension Raft {
  /// The system that the parameters of `ModelDescription.raft` describe.
  init(_ arguments: Arguments) throws(ArgumentError) {
    let setting = try RaftSetting(arguments)
    try setting.check()
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
    for id in setting.all {
      let node = RaftNode(setting, id: id)
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
    fairness = RegisterFairness(arguments).rules()
    if RegisterFairness(arguments) != .unasked { properties += .liveness(setting, clients) }
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
    if clients.count > 0 {
      properties.append(setting.reads == .local ? .readsNeverGoBack(type) : .linearizable())
    }
    if setting.changesMembers { properties += rulesOfMembership(type) }
    if setting.addsStrangers && !setting.mayLoseMessages {
      properties.append(candidatesAreAnswered(type))
    }
    if setting.takesSnapshots { properties += rulesOfSnapshots(type) }
    if setting.isEndless { properties += rulesOfProgress(type, setting, clients) }
    properties.append(.noActorFails())
    properties += examplesOfElection(type, setting)
    if setting.replication != .none { properties += examplesOfReplication(type, setting) }
    properties += examplesOfMembership(type, setting) + examplesOfSnapshots(type, setting)
    return properties + examplesOfService(type, setting, clients)
  }
}

extension RaftClients {
  fileprivate init(_ arguments: Arguments) {
    count = arguments.integer("clients")
    puts = arguments.integer("puts")
    gets = arguments.integer("gets")
    retries = arguments.flag("endless") ? nil : arguments.integer("retries")
  }
}

extension RaftSetting {
  fileprivate init(_ arguments: Arguments) throws(ArgumentError) {
    nodes = arguments.integer("nodes")
    let members = arguments.integer("members")
    memberCount = members == 0 ? nodes : min(nodes, members)
    learnerCount = arguments.integer("learners")
    isBlank = arguments.choice("start") == "blank"
    changes = try arguments.budgets("changes", of: nodes)
    transfers = arguments.integer("transfers")
    snapshots = try arguments.budgets("snapshots", of: nodes)
    campaigns = try arguments.budgets("campaigns", of: nodes)
    preVotes = arguments.flag("pre-votes")
    isBusy = arguments.flag("busy")
    isPatient = arguments.flag("patient")
    replication = Replication(rawValue: arguments.choice("replication")) ?? .stream
    width = arguments.integer("width")
    entries = arguments.integer("entries")
    heartbeats = arguments.integer("heartbeats")
    resends = arguments.integer("resends")
    isEndless = arguments.flag("endless")
    delegates = arguments.flag("delegation")
    completes = arguments.flag("completion")
    repeatsRequests = arguments.networkKind.delivery == .unorderedDuplicating
    reads = Reads(rawValue: arguments.choice("reads")) ?? .log
    mayCrash = arguments.integer("crashes") > 0
    mayLoseMessages = arguments.flag("lossy") || arguments.choice("crossing") == "lost"
    syncsLater = arguments.flag("syncs-later")
  }
}

extension RaftSetting {
  /// - Throws: `ArgumentError.inconsistent` if the network does not suit what nodes do.
  fileprivate func check() throws(ArgumentError) {
    if isEndless && !repeatsRequests {
      throw .inconsistent(
        """
        endless=true wants network=unordered-duplicating, where asking again adds nothing; \
        elsewhere there would be ever more messages
        """)
    }
    if repeatsRequests && (!onlyAddsMembers || transfers > 0) {
      throw .inconsistent(
        """
        transfers and changes that remove a member want a network that delivers a message once: a \
        node that is told to lead again and again would begin ever more terms
        """)
    }
    if learnerCount > (isBlank ? 0 : nodes - memberCount) {
      throw .inconsistent(
        """
        learners=\(learnerCount) is about nodes that are no members at first, but of \(nodes) nodes \
        \(isBlank ? "none is anything" : "\(memberCount) are members")
        """)
    }
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
