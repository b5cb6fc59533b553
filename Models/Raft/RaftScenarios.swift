import PaxcheckKit
import RegisterClient

extension Scenario where M == Raft {
  /// The parts of behaviours that large clusters are searched in.
  static func all(_ setting: RaftSetting) -> [Self] {
    [inTurn, bareMajorities(setting), oneReceiver(setting)] + ofDelays(setting) + [twoSides]
  }

  /// The scenario `in-turn`: a node sets out to lead only when no campaign is under way.
  private static var inTurn: Self {
    Scenario(
      "in-turn", "a node sets out to lead only when no other is about to",
      contains: { state, action in
        guard case .timeout(_, let timer) = action,
          timer.unwrapped(as: RaftNode.Timer.self) == .campaign
        else { return true }
        return state.nodes.allSatisfy { $0.campaign == nil }
      })
  }

  /// The scenario `bare-majorities`: a candidate asks no more nodes than it needs, those behind it in a ring.
  private static func bareMajorities(_ setting: RaftSetting) -> Self {
    Scenario(
      "bare-majorities", "a candidate reaches those behind it, no more than it needs",
      actions: { setting.isRequestToElector($0) ?? true })
  }

  /// The scenario `one-receiver`: besides, the entries of a leader reach one of those only.
  private static func oneReceiver(_ setting: RaftSetting) -> Self {
    Scenario(
      "one-receiver",
      "a candidate reaches those behind it, its entries the one of them closest to the first node",
      actions: { action in
        guard case .deliver(let envelope) = action, case .internal(.replicate) = envelope.message
        else { return setting.isRequestToElector(action) ?? true }
        return setting.receiver(of: envelope.source) == envelope.destination
      })
  }
}

extension RaftSetting {
  /// The nodes whose votes a candidate needs beside its own: those behind it in a ring.
  private func electors(of candidate: ActorID) -> [ActorID] {
    (0..<(nodes / 2)).map { ActorID((candidate.index + 1 + $0) % nodes) }
  }

  /// Whether the request for a vote that is delivered reaches one of those; `nil` if it is another step.
  fileprivate func isRequestToElector(_ action: Raft.Action) -> Bool? {
    guard case .deliver(let envelope) = action, case .internal(.requestVote) = envelope.message
    else { return nil }
    return electors(of: envelope.source).contains(envelope.destination)
  }

  fileprivate func receiver(of leader: ActorID) -> ActorID? {
    electors(of: leader).min { distance($0) < distance($1) }
  }

  /// How far it is to the first node in the ring.
  private func distance(_ node: ActorID) -> Int { min(node.index, nodes - node.index) }
}

extension Raft.State {
  /// The nodes that are not crashed, mutants among them.
  var nodes: [RaftNode] { actors(of: RaftNode.self) + actors(of: RaftMutant.self).map(\.node) }
}
