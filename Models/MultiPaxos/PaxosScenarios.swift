import PaxcheckKit
import RegisterClient

extension Scenario where M == MultiPaxos {
  /// Elections by bare majorities: requests for promises reach no more members of a cluster than it
  /// takes, those before the candidate. Only nodes that lose their memory, or join, ask what is chosen.
  static func bareMajorities(_ configuration: MultiPaxosConfiguration) -> Self {
    Scenario(
      "bare-majorities",
      "a candidate reaches those before it in its cluster, no more than it needs; who is new asks",
      actions: { action in
        switch action {
        case .deliver(let envelope):
          switch envelope.message {
          case .internal(.prepare):
            return configuration.isElector(envelope.destination, of: envelope.source)
          case .internal(.propose):
            return configuration.isElector(envelope.destination, of: envelope.source)
              || configuration.mayBeNew(envelope.destination)
          default: return true
          }
        case .timeout(let node, let timer):
          return timer.unwrapped(as: PaxosNode.Timer.self) != .catchUp
            || configuration.mayBeNew(node)
        case .drop, .choose, .crash, .recover: return true
        }
      })
  }
}

extension Cluster {
  /// Whether a member is one of the few that a candidate needs beside itself: of those before it in the
  /// order of the members, which is a ring.
  fileprivate func isElector(_ member: ActorID, of candidate: ActorID) -> Bool {
    guard let place = members.firstIndex(of: member),
      let own = members.firstIndex(of: candidate)
    else { return false }
    return 1..<promiseQuorum ~= (own - place + members.count) % members.count
  }
}

extension MultiPaxosConfiguration {
  fileprivate func isElector(_ node: ActorID, of candidate: ActorID) -> Bool {
    clusters.contains { $0.isElector(node, of: candidate) }
  }

  /// Whether a node may have to learn what others know already.
  fileprivate func mayBeNew(_ node: ActorID) -> Bool {
    amnesia(of: node) > 0 || !clusters[0].members.contains(node)
  }
}
