public import PaxcheckKit

/// Raft with few servers, terms and commands, and its four invariants.
public enum SmallRaft {
  public typealias System = ActorSystem<RaftMessage, NoHistory>

  /// The system without properties.
  public static func system(
    _ setting: RaftServer.Setting = RaftServer.Setting(), maxCrashes: Int = 0
  ) -> System {
    var system = System(maxCrashes: maxCrashes)
    for _ in 0..<setting.servers { system.add(RaftServer(setting)) }
    return system
  }

  /// The invariants of figure 3, each a condition on all servers that are not crashed.
  public static let invariants: [(name: String, condition: @Sendable ([RaftServer]) -> Bool)] = [
    ("election safety", isElectionSafe), ("log matching", doLogsMatch),
    ("leader completeness", areLeadersComplete), ("state machine safety", doStateMachinesAgree),
  ]

  /// At most one leader has a term.
  @Sendable static func isElectionSafe(_ servers: [RaftServer]) -> Bool {
    let terms = servers.filter(\.isLeader).map(\.term)
    return terms.indices.allSatisfy { !terms[..<$0].contains(terms[$0]) }
  }

  /// Logs that have an entry of one term at one place are the same up to there.
  @Sendable static func doLogsMatch(_ servers: [RaftServer]) -> Bool {
    pairs(servers) { left, right in
      let same = zip(left.log, right.log).reversed().drop { $0.term != $1.term }
      return same.allSatisfy { $0 == $1 }
    }
  }

  /// What is committed is in the log of whoever leads then or later.
  @Sendable static func areLeadersComplete(_ servers: [RaftServer]) -> Bool {
    servers.allSatisfy { leader in
      !leader.isLeader
        || servers.allSatisfy { server in
          server.term > leader.term
            || leader.log.starts(with: server.log.prefix(server.committed))
        }
    }
  }

  /// What two servers know to be committed does not differ.
  @Sendable static func doStateMachinesAgree(_ servers: [RaftServer]) -> Bool {
    pairs(servers) { left, right in
      zip(left.log.prefix(left.committed), right.log.prefix(right.committed)).allSatisfy {
        $0 == $1
      }
    }
  }

  private static func pairs(
    _ servers: [RaftServer], _ condition: (RaftServer, RaftServer) -> Bool
  ) -> Bool {
    servers.indices.allSatisfy { index in
      servers[..<index].allSatisfy { condition($0, servers[index]) }
    }
  }
}

extension SmallRaft {
  /// How a system's properties are put to a search.
  public enum Claim: Sendable, CaseIterable {
    /// As conditions on several actors.
    case actors
    /// As conditions on whole states.
    case states
  }

  /// The invariants, and that a leader can be elected and an entry committed.
  public static func properties(_ claim: Claim) -> [Property<System>] {
    let isLed: @Sendable ([RaftServer]) -> Bool = { $0.contains(where: \.isLeader) }
    let hasCommitted: @Sendable ([RaftServer]) -> Bool = { $0.contains { $0.committed > 0 } }
    switch claim {
    case .actors:
      return invariants.map { .always($0.name, actors: RaftServer.self, $0.condition) } + [
        .sometimes("a leader", actors: RaftServer.self, isLed),
        .sometimes("an entry is committed", actors: RaftServer.self, hasCommitted),
      ]
    case .states:
      return invariants.map { invariant in
        .always(invariant.name) { invariant.condition($0.actors()) }
      } + [
        .sometimes("a leader") { isLed($0.actors()) },
        .sometimes("an entry is committed") { hasCommitted($0.actors()) },
      ]
    }
  }
}
