import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// What a system can do whose cluster changes.
  static func examplesOfMembership(_ participants: Participants) -> [Self] {
    guard participants.changes > 0 else { return [] }
    var examples: [Self] = []
    if mayNewClusterDecide(participants) { examples.append(newClusterDecides) }
    if participants.attempts.indices.contains(where: participants.joins) {
      examples.append(joinerProposes)
    }
    return examples
  }

  private static func mayNewClusterDecide(_ participants: Participants) -> Bool {
    let configuration = participants.configuration
    let changes = participants.changes
    let start = participants.isScheduled ? changes : changes - 1 + configuration.window
    let mayBeginLate = participants.isScheduled && configuration.window > changes
    return participants.areReady && start < configuration.rounds
      && participants.most > (mayBeginLate ? 0 : changes)
  }

  private static var newClusterDecides: Self {
    .sometimes("a node leads the last cluster") { state in
      state.nodes.contains { node in
        guard let leadership = node.leadership else { return false }
        let last = node.configuration.clusters.count - 1
        return node.cluster(of: leadership.termStart)?.epoch == last
      }
    }
  }

  private static var joinerProposes: Self {
    .sometimes("a node that joined proposes") { state in
      state.nodes.contains { node in
        !node.configuration.clusters[0].members.contains(node.id)
          && node.attempts.contains { $0.isProposing }
      }
    }
  }
}
