import PaxcheckKit

extension PaxosNode {
  /// The nodes that decide about a round; `nil` if the node does not know enough of the log to tell.
  func cluster(of round: Int) -> Cluster? {
    guard configuration.clusters.count > 1 else { return configuration.clusters[0] }
    if configuration.membershipSource == .log && round >= openRound + configuration.window {
      return nil
    }
    switch configuration.clusterRule {
    case .ofItsRound: return configuration.cluster(of: round, changesBefore: changes)
    case .ofOpenRound: return configuration.cluster(of: openRound, changesBefore: changes)
    case .lastForJoiners:
      return configuration.clusters[0].members.contains(id)
        ? configuration.cluster(of: round, changesBefore: changes) : configuration.clusters.last
    }
  }

  /// Whether one cluster decides about two rounds, so that an election for one covers the other.
  func haveSameCluster(_ round: Int, _ other: Int) -> Bool {
    if configuration.leadsEveryCluster { return true }
    guard let cluster = cluster(of: round) else { return false }
    return cluster.epoch == self.cluster(of: other)?.epoch
  }

  /// The other nodes that decide about a round.
  func others(in round: Int) -> [ActorID] {
    (cluster(of: round)?.members ?? []).filter { $0 != id }
  }

  /// Whether there is something to ask the others: in a cluster that changes, only for those who are
  /// not in it, because no node tells them.
  var mayPoll: Bool {
    guard openRound < configuration.rounds else { return false }
    let isMember = cluster(of: openRound)?.contains(voter) == true
    return !isMember || configuration.clusters.count == 1
  }

  /// What an entry of the node's own does: as long as the log has to lead to another cluster, it
  /// changes the cluster.
  var ownOperation: Entry.Operation {
    guard configuration.membershipSource == .log else { return .none }
    let next = changes(before: configuration.rounds) + 1
    return next < configuration.clusters.count ? .change(to: next) : .none
  }

  /// How many of the entries before a round changed the cluster, as far as they are applied.
  private func changes(before round: Int) -> Int {
    state(before: openRound).changes.count { $0 < round }
  }
}
