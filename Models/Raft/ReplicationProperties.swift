import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of logs, and of what a leader knows of those of others.
  static func rulesOfReplication<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("log matching", pairs: type) { left, right in
        left.id > right.id || left.log.matches(right.log)
      },
      .always("honest match", pairs: type) { leader, follower in
        guard follower.term == leader.term, let match = leader.progress(of: follower.id)?.match
        else { return true }
        return match <= follower.log.last.index
          && leader.log.agrees(with: follower.log, upTo: match)
      },
      .always("next beyond match", node: type) { node in
        node.leadership?.progress.allSatisfy { $0.map { $0.next > $0.match } ?? true } ?? true
      },
      .always("match never decreases", steps: type) { before, after in
        guard before.term == after.term, let old = before.leadership, let new = after.leadership
        else { return true }
        return zip(old.progress, new.progress).allSatisfy { old, new in
          guard let old, let new else { return true }
          return old.match <= new.match
        }
      },
    ]
  }

  /// What must be true of commits.
  static func rulesOfCommit<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("leader completeness", history: \.facts.areLeadersComplete),
      .always("state-machine safety", history: \.facts.isCommittedAlike),
      .always("commits never decrease", steps: type) { $0.commit <= $1.commit },
      .always("own-term commit", steps: type) { before, after in
        !after.isLeader || after.commit == before.commit
          || after.log[after.commit]?.term == after.term
      },
      .always(
        "committed on a quorum",
        everyActor: { actors in
          let nodes = actors.members(of: A.self)
          return nodes.allSatisfy { $0.actor?.node.isCommitStored(by: nodes) ?? true }
        }),
      .always("applied alike", pairs: type) { left, right in
        left.id > right.id || left.commit != right.commit || left.machine == right.machine
      },
    ]
  }

  /// What a system can do whose leaders send entries.
  static func examplesOfReplication<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting
  ) -> [Self] {
    guard !setting.candidates.isEmpty else { return [] }
    var examples: [Self] = [
      .sometimes("an entry is committed", history: { !$0.facts.committed.isEmpty })
    ]
    if setting.members.count > 1 && setting.heartbeats > 0 {
      examples.append(
        .sometimes("a follower knows what is committed", nodes: type) { nodes in
          nodes.contains { !$0.isLeader && $0.commit > 1 }
        })
    }
    if setting.entries > 0 {
      examples.append(
        .sometimes(
          "an entry behind a barrier is committed",
          history: { $0.facts.committed.contains { $0.entry.command.request != nil } }))
    }
    return examples
  }
}

extension Log {
  /// Whether what is before an entry that both logs have is the same in both.
  fileprivate func matches(_ other: Log) -> Bool {
    let common = shared(with: other).last { self[$0]?.clock == other[$0]?.clock }
    guard let common else { return true }
    return agrees(with: other, upTo: common)
  }

  /// Whether both logs have the same entries up to an index.
  func agrees(with other: Log, upTo index: Int) -> Bool {
    shared(with: other).prefix { $0 <= index }.allSatisfy { index in
      guard let left = self[index], let right = other[index] else { return false }
      return left.agrees(with: right)
    }
  }

  /// The indexes at which both logs still have entries.
  private func shared(with other: Log) -> Range<Int> {
    let start = max(first, other.first)
    return start..<max(start, min(last.index, other.last.index) + 1)
  }

  /// Whether the log has an entry, or a snapshot that stands for it.
  fileprivate func has(_ entry: LogEntry?) -> Bool {
    guard let entry else { return false }
    return entry.index < first || self[entry.index]?.agrees(with: entry) ?? false
  }
}

extension RaftNode {
  /// Whether all that a leader has committed is on the disks of a quorum: of the members in effect, or of those
  /// before a change that is not committed.
  fileprivate func isCommitStored(by nodes: [Member<some RaftActor>]) -> Bool {
    guard isLeader else { return true }
    let configurations = log.entries.filter { $0.index <= commit }
      .compactMap(\.command.members?.voters)
    let before = configurations.suffix(waitsToConfigure ? 2 : 1)
    return (log.first...commit).allSatisfy { index in
      let holders = nodes.filter { node in
        (node.durableStorage?.log ?? setting.firstLog).has(log[index])
      }.map(\.id)
      return ([members] + before).contains { members in
        holders.count(where: members.contains) >= Quorum.majority(of: members.count)
      }
    }
  }
}
