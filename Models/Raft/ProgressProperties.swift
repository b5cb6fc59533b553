import PaxcheckKit
import RegisterClient

/// What must stay possible as long as there is a leader that a quorum would hear: when the budget of campaigns is
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
          let followers = nodes.filter { leader.receivers.contains($0.id) }
          return ([leader] + followers).allSatisfy { node in
            leader.knows(node.id, upTo: leader.log.last.index)
              && node.log.last.clock == leader.log.last.clock
              && node.log.agrees(with: leader.log, upTo: node.log.last.index)
              && node.commit == leader.log.last.index
          }
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

  /// A candidate that a majority may vote for is elected, or gives up. It asks once, so that nothing must be lost.
  static func candidatesAreAnswered<A: RaftActor>(_ type: A.Type) -> Self {
    .alwaysPossible("no candidate waits in vain", nodes: type) { nodes in
      !nodes.contains { $0.isElectable(by: nodes) }
    }
  }
}

extension RaftNode {
  /// Whether the node leads, and enough nodes are not beyond its term.
  fileprivate func isFollowed(by nodes: [Self]) -> Bool {
    isLeader && nodes.count { $0.term <= term } >= Quorum.majority(of: members.count)
  }

  /// Whether the node asks for votes in the latest term, and a majority need not refuse it.
  fileprivate func isElectable(by nodes: [Self]) -> Bool {
    guard campaign?.phase == .vote, nodes.allSatisfy({ $0.term <= term }) else { return false }
    let voters = nodes.count { node in
      let vote = node.term < term ? nil : node.storage.ballot.votedFor
      return members.contains(node.id) && node.log.last.clock <= log.last.clock
        && (vote == nil || vote == id) && !(node.isLeader && setting.isPatient)
    }
    return voters >= Quorum.majority(of: members.count)
  }

  /// Whether the leader knows that a peer has all of its log up to an index.
  fileprivate func knows(_ peer: ActorID, upTo index: Int) -> Bool {
    progress(of: peer).map { $0.match >= index } ?? true
  }
}
