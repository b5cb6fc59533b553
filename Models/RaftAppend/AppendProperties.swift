import PaxcheckKit

extension Property where M == RaftAppend {
  /// What must be true whatever happens.
  static func rules<A: AppendActor>(_ type: A.Type, _ setting: AppendSetting) -> [Self] {
    var rules: [Self] = [
      .always("election safety", pairs: type) { left, right in
        !left.isLeader || !right.isLeader || left.term != right.term
      },
      .always("log matching", pairs: type) { $0.log.matches($1.log) },
      .always("state-machine safety", pairs: type) { left, right in
        left.log.agrees(with: right.log, upTo: min(left.commit, right.commit))
      },
      .always(
        "committed on a quorum",
        everyActor: { actors in
          let members = actors.members(of: A.self)
          let logs = members.map {
            $0.actor?.node.log ?? $0.durableStorage?.log ?? setting.firstLog
          }
          return members.allSatisfy { $0.actor?.node.isCommitStored(in: logs) ?? true }
        }),
      .always("not beyond the leader", pairs: type) { leader, follower in
        !leader.isLeader || follower.term != leader.term || follower.writtenIn != leader.term
          || follower.log.last <= leader.log.last
      },
      .always("next beyond match", every: type) { actor in
        guard case .leader(let all) = actor.node.role else { return true }
        return all.allSatisfy { $0.next > $0.match }
      },
      .always("terms never decrease", steps: type) { $0.term <= $1.term },
      .always("commits never decrease", steps: type) { $0.commit <= $1.commit },
      .always("match never decreases", steps: type) { before, after in
        guard before.term == after.term, case .leader(let old) = before.role,
          case .leader(let new) = after.role
        else { return true }
        return zip(old, new).allSatisfy { $0.match <= $1.match }
      },
      .always("own-term commit", steps: type) { before, after in
        !after.isLeader || after.commit == before.commit
          || after.log.term(at: after.commit) == after.term
      },
      .always("retries carry something", history: \.retriesCarrySomething),
    ]
    if setting.hasReads {
      rules.append(.always("reads never go back", history: \.readsNeverGoBack))
    }
    return rules
  }

  private static func always<A: AppendActor>(
    _ name: String, pairs type: A.Type,
    _ condition: @escaping @Sendable (AppendNode, AppendNode) -> Bool
  ) -> Self {
    .always(name, actors: type) { actors in
      actors.allSatisfy { left in
        actors.allSatisfy { left.node.id == $0.node.id || condition(left.node, $0.node) }
      }
    }
  }

  private static func always<A: AppendActor>(
    _ name: String, steps type: A.Type,
    _ condition: @escaping @Sendable (AppendNode, AppendNode) -> Bool
  ) -> Self {
    .always(name, every: type, step: { condition($0.node, $1.node) })
  }
}

extension AppendNode {
  /// Whether all that a leader has committed is in the logs of a majority.
  fileprivate func isCommitStored(in logs: [AppendLog]) -> Bool {
    guard isLeader else { return true }
    let holders = logs.count { log.agrees(with: $0, upTo: commit) && $0.last >= commit }
    return holders >= Quorum.majority(of: setting.nodes)
  }
}

extension AppendLog {
  /// Whether both logs have the same entries up to the last one that is the same.
  fileprivate func matches(_ other: Self) -> Bool {
    let end = min(last, other.last)
    let common = (0...end).last { self[$0] != nil && self[$0]?.term == other[$0]?.term }
    return common.map { agrees(with: other, upTo: $0) } ?? true
  }

  /// Whether both logs have the same entries up to an index, as far as both still have any there.
  fileprivate func agrees(with other: Self, upTo index: Int) -> Bool {
    let start = max(snapshot.last.index, other.snapshot.last.index)
    let end = min(index, last, other.last)
    return end <= start
      || ((start + 1)...end).allSatisfy { term(at: $0) == other.term(at: $0) }
  }
}
