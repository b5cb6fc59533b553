import PaxcheckKit

/// How often what happens to the nodes of one system: it is their environment that decides.
struct MultiPaxosEnvironment: Sendable {
  /// How many entries each node submits for its own sake, the first node first.
  var attempts: [Int]
  /// How often a node begins requests of clients anew.
  var retries: Int
  /// How many rounds a node sets out to fill.
  var fills: Int
  /// How often a node asks the others what is chosen; `nil` for as often as it likes.
  var polls: Int?
  /// How often a node withholds its vote.
  var abstentions: Int
  /// How often a node appends nothing, provided that it leads.
  var heartbeats: Int
  /// How often a node appends nothing in order to lead.
  var campaigns: Int
  /// How many entries about the lease a node submits.
  var leases: Int
  /// How many snapshots a node takes.
  var snapshots: Int
  /// How often a node has the others compare their states with its own.
  var verifications: Int
  /// Whether nodes are told to stop.
  var hasShutdowns: Bool
  /// How often each node loses its memory and its disk, the first node first.
  var amnesia: [Int]

  /// - Throws: `ArgumentError.inconsistent` if a list is about nodes that there are not.
  init(_ arguments: Arguments, nodes: Int) throws(ArgumentError) {
    attempts = try arguments.list("attempts", aboutNodes: nodes)
    retries = arguments.integer("retries")
    fills = arguments.integer("fills")
    polls = arguments.flag("endless") ? nil : arguments.integer("polls")
    abstentions = arguments.integer("abstentions")
    heartbeats = arguments.integer("heartbeats")
    campaigns = arguments.integer("campaigns")
    leases = arguments.integer("leases")
    snapshots = arguments.integer("snapshots")
    verifications = arguments.integer("verifications")
    hasShutdowns = arguments.flag("shutdowns")
    amnesia = try arguments.list("amnesia", aboutNodes: nodes)
    guard amnesia.reduce(0, +) <= Budget.largestLimit else {
      throw .inconsistent(
        "amnesia=\(amnesia.map(String.init).joined(separator: ",")) is more than "
          + "\(Budget.largestLimit) in all")
    }
  }

  var hasAmnesia: Bool { amnesia.contains { $0 > 0 } }

  /// The same as budgets, those first that most systems have.
  var budgets: [Budget] {
    typealias Timer = PaxosNode.Timer
    var budgets = [
      Budget(
        "attempts", of: .timeouts { (timer: Timer) in timer.isAppend }, .byActor(attempts)),
      Budget("fills", of: .timeouts { (timer: Timer) in timer.isFill }, .each(fills)),
      Budget("retries", of: .timeouts(Timer.retry), .each(retries)),
      Budget(
        "abstentions",
        of: .choices { (decision: VoterDecision) in decision.withholds }, .each(abstentions)),
      Budget("heartbeats", of: .timeouts(Timer.heartbeat), .each(heartbeats)),
      Budget("campaigns", of: .timeouts(Timer.campaign), .each(campaigns)),
      Budget("leases", of: .timeouts(Timer.takeLease, .releaseLease), .each(leases)),
      Budget("snapshots", of: .timeouts(Timer.takeSnapshot), .each(snapshots)),
      Budget("verifications", of: .timeouts(Timer.verify), .each(verifications)),
      Budget("amnesia", of: .amnesia, .byActor(amnesia)),
    ]
    if let polls { budgets.append(Budget("polls", of: .timeouts(Timer.catchUp), .each(polls))) }
    if !hasShutdowns {
      budgets.append(Budget("shutdowns", of: .timeouts(Timer.shutDown), .each(0)))
    }
    return budgets
  }
}

extension PaxosNode.Timer {
  fileprivate var isAppend: Bool { if case .append = self { true } else { false } }
  fileprivate var isFill: Bool { if case .fill = self { true } else { false } }
}

extension VoterDecision {
  fileprivate var withholds: Bool { if case .withhold = self { true } else { false } }
}

extension Arguments {
  /// The values of a list that has one for each of the first nodes. A default is about no more nodes
  /// than there are.
  func list(_ name: String, aboutNodes nodes: Int) throws(ArgumentError) -> [Int] {
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
