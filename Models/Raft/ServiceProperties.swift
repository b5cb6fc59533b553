import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of requests.
  static func rulesOfService<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("barrier first", steps: type) { before, after in
        let isTaken =
          after.isLeader && after.log.last.index > before.log.last.index
          && after.log.last.command.request != nil
        return !isTaken || before.safeTerm == after.term
      },
      .always("applied once", node: type) { node in
        Set(node.machine.executed).count == node.machine.executed.count
      },
      .always("honest answers", history: \.facts.isHonest),
    ]
  }

  /// What must be true of reads that a node answers with what it has: it never has less than before.
  static func readsNeverGoBack<A: RaftActor>(_ type: A.Type) -> Self {
    .always("reads at a node never go back", steps: type) { before, after in
      after.machine.executed.starts(with: before.machine.executed)
    }
  }

  /// What a system can do that has clients.
  static func examplesOfService<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting, _ clients: RaftClients
  ) -> [Self] {
    guard clients.areServed(by: setting) else { return [] }
    return [
      .sometimes("a client is done") { $0.actors(of: RaftClient.self).contains(where: \.isDone) }
    ]
  }
}

/// The clients of a cluster.
typealias RaftClient = RegisterClient<RaftMessage, RaftFacts>

/// How many clients there are, and what each of them asks for.
struct RaftClients: Hashable, Sendable {
  let count: Int
  let puts: Int
  let gets: Int
  /// How often each may ask again; `nil` if endlessly.
  let retries: Int?

  /// Whether the first client can have all its answers: it asks one node after the other, each of which has to
  /// lead then, or to know who does.
  func areServed(by setting: RaftSetting) -> Bool {
    let asked = (0..<(puts + gets)).map { ActorID($0 % setting.nodes) }
    guard count > 0, !setting.candidates.isEmpty, asked.allSatisfy(setting.members.contains),
      setting.replication != .none || setting.nodes == 1
    else { return false }
    if setting.delegates {
      return setting.reads != .confirmed || gets == 0 || setting.heartbeats > 0
    }
    let others = Set(asked).count > 1
    return (!others || setting.mayLoseTheLead)
      && asked.allSatisfy { node in
        setting.campaigns(of: node) >= (others ? asked.count { $0 == node } : 1)
      }
  }
}
