import PaxcheckKit
import RegisterClient

extension Scenario where M == MultiPaxos {
  /// The scenario `bare-majorities`: a node that asks for votes reaches no more members of a cluster than it
  /// takes, those before it; and only nodes that lose their memory, or join, ask what is chosen.
  static func bareMajorities(_ configuration: MultiPaxosConfiguration) -> Self {
    Scenario(
      "bare-majorities",
      "a candidate reaches those before it in its cluster, no more than it needs; who is new asks",
      actions: { action in
        switch action {
        case .deliver(let envelope): configuration.isOnItsWay(envelope)
        case .timeout(let node, let timer):
          timer.unwrapped(as: PaxosNode.Timer.self) != .catchUp || configuration.mayBeNew(node)
        case .drop, .choose, .crash, .recover, .amnesia, .partition, .heal: true
        }
      })
  }
}

extension MultiPaxosConfiguration {
  /// Whether an envelope may arrive. Nodes that are new see all proposals.
  fileprivate func isOnItsWay(_ envelope: Envelope<PaxosNode.Message>) -> Bool {
    let mayVote = clusters.contains {
      $0.isElector(envelope.destination, of: envelope.source)
    }
    return switch envelope.message {
    case .internal(.prepare): mayVote
    case .internal(.propose): mayVote || mayBeNew(envelope.destination)
    default: true
    }
  }

  /// Whether a node may have to learn what others know already.
  fileprivate func mayBeNew(_ node: ActorID) -> Bool {
    lastIncarnation(of: node) > 0 || !clusters[0].members.contains(node)
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
