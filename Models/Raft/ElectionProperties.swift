import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of elections.
  static func rulesOfElection<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("election safety", history: \.facts.isElectionSafe),
      .always(
        "elected by a quorum",
        everyActor: { actors in
          let members = actors.members(of: A.self)
          return members.allSatisfy { $0.actor?.node.isElectedRightly(among: members) ?? true }
        }),
      .always(
        "votes are asked for",
        everyActor: { actors in
          let ballots = actors.members(of: A.self).map { $0.durableStorage?.ballot ?? Ballot() }
          return ballots.allSatisfy { ballot in
            ballot.votedFor.map { ballots[$0.index].term >= ballot.term } ?? true
          }
        }),
      .always(
        "terms never decrease", everyMember: type,
        step: { before, after in
          before.durableStorage?.ballot.term ?? 0 <= after.durableStorage?.ballot.term ?? 0
        }),
    ]
  }

  /// What a system can do that holds elections.
  static func examplesOfElection<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting
  ) -> [Self] {
    var examples: [Self] = []
    if !setting.candidates.isEmpty {
      examples.append(.sometimes("a leader", nodes: type) { $0.contains(where: \.isLeader) })
    }
    if setting.candidates.count > 1 && setting.mayLoseTheLead {
      examples.append(
        .sometimes("a leader of a second term", history: { $0.facts.leaders.count > 1 }))
    }
    return examples
  }
}

extension RaftNode {
  /// Whether a leader that has appended nothing but its barrier, and not committed that, has the votes of a quorum: of nodes that
  /// voted for it, or have left its term.
  fileprivate func isElectedRightly(among nodes: [Member<some RaftActor>]) -> Bool {
    guard isLeader, log.last.command == .barrier, log.last.term == term, commit < log.last.index
    else { return true }
    let voters = nodes.count { node in
      let ballot = node.durableStorage?.ballot ?? Ballot()
      return members.contains(node.id) && ballot.term >= term
        && (ballot.term > term || ballot.votedFor == id)
    }
    return voters >= Quorum.majority(of: members.count)
  }
}
