import PaxcheckKit
import RegisterClient

/// What must come true in the end under the assumption that the parameter `fairness` makes.
///
/// A campaign that fails has ended the term of the leader, and there are no more campaigns than the budgets
/// allow. So a lead that lasts wants one candidate.
extension [Property<Raft>] {
  static func liveness(_ setting: RaftSetting, _ clients: RaftClients) -> Self {
    guard !setting.candidates.isEmpty else { return [] }
    var claims: Self = [
      .eventually("a leader is elected") { state in state.nodes.contains(where: \.isLeader) }
    ]
    let mayTell = setting.isEndless || setting.heartbeats > 0
    if setting.replication != .none && mayTell && !setting.changesMembers {
      claims.append(allLearn(setting))
    }
    if clients.count > 0 && setting.delegates && setting.isEndless {
      claims += requestsAreAnswered(setting, clients)
    }
    return claims
  }

  private static func allLearn(_ setting: RaftSetting) -> Property<Raft> {
    let all = setting.firstMembers.voters + setting.firstMembers.learners
    return .leadsTo(
      "all learn what is committed",
      from: { state in state.nodes.contains { $0.commit > 1 } },
      to: { state in state.nodes.count { all.contains($0.id) && $0.commit > 1 } == all.count })
  }

  private static func requestsAreAnswered(
    _ setting: RaftSetting, _ clients: RaftClients
  ) -> [Property<Raft>] {
    .leadsTo(
      "requests are answered",
      forEach: (setting.nodes..<setting.nodes + clients.count).map { ActorID($0) },
      from: { state, id in state.actor(id, as: RaftClient.self)?.awaited != nil },
      to: { state, id in state.actor(id, as: RaftClient.self)?.isDone == true })
  }
}
