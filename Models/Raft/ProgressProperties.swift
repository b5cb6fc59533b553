import PaxcheckKit
import RegisterClient

/// What must stay possible as long as somebody leads whom a quorum would hear: when the budget of campaigns is
/// spent, no other leader can be elected.
extension Property where M == Raft {
  static func rulesOfProgress<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting, _ clients: RaftClients
  ) -> [Self] {
    var rules: [Self] = []
    if setting.replication != .none {
      rules.append(
        .alwaysPossible("all can catch up with their leader", nodes: type) { nodes in
          guard let leader = nodes.first(where: { $0.isFollowed(by: nodes) }) else { return true }
          return nodes.allSatisfy { $0.log == leader.log && $0.commit == leader.log.last.index }
        })
    }
    if clients.count > 0 && setting.delegates {
      rules.append(
        .alwaysPossible(
          "clients can be answered",
          everyActor: { actors in
            let nodes = actors.actors(of: A.self).map(\.node)
            return !nodes.contains { $0.isFollowed(by: nodes) }
              || actors.actors(of: RaftClient.self).allSatisfy(\.isDone)
          }))
    }
    return rules
  }
}

extension RaftNode {
  /// Whether the node leads, and enough nodes are not beyond its term.
  fileprivate func isFollowed(by nodes: [Self]) -> Bool {
    isLeader && nodes.count { $0.term <= term } >= Quorum.majority(of: members.count)
  }
}
