import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// What a system can do whose cluster changes.
  static func examplesOfMembership(
    _ configuration: MultiPaxosConfiguration, _ attempts: [Int]
  ) -> [Self] {
    let changes = configuration.clusters.count - 1
    guard changes > 0 else { return [] }
    let most = attempts.max() ?? 0
    let isScheduled = configuration.membershipSource == .schedule
    let mayBeginLate = isScheduled && configuration.window > changes
    var examples: [Self] = []
    if configuration.rounds > changes && (most > changes || mayBeginLate) {
      examples.append(newClusterDecides)
    }
    if configuration.joiners(attempts) > 0 { examples.append(joinerProposes) }
    return examples
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
        !node.configuration.isInFirstCluster(node.id.index)
          && node.attempts.contains { $0.isProposing }
      }
    }
  }
}

extension MultiPaxosConfiguration {
  fileprivate func isInFirstCluster(_ node: Int) -> Bool {
    clusters[0].members.contains(ActorID(node))
  }

  /// How many of the nodes that submit entries join later, and can do so: they must learn the log.
  fileprivate func joiners(_ attempts: [Int]) -> Int {
    let isScheduled = membershipSource == .schedule && window > 1
    let most = attempts.max() ?? 0
    return attempts.indices.count {
      !isInFirstCluster($0) && attempts[$0] > 0 && (isScheduled || polls != 0 && most > 1)
    }
  }

  /// How many nodes may submit entries for one round.
  func rivals(_ attempts: [Int]) -> Int {
    attempts.indices.count { isInFirstCluster($0) && attempts[$0] > 0 } + joiners(attempts)
  }
}
