import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of changes of the members.
  static func rulesOfMembership<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("members are those of the last configuration", node: type) {
        $0.membership.members == $0.lastMembership.members
      },
      .always("one change at a time", history: \.facts.areChangesInTurn),
    ]
  }

  /// What a system can do whose members change.
  static func examplesOfMembership<A: RaftActor>(
    _ type: A.Type, _ setting: RaftSetting
  ) -> [Self] {
    if setting.isBlank { return examplesOfBootstrap(setting) }
    let isPossible = setting.all.contains {
      setting.changes(of: $0) > 0 && setting.members != [$0]
    }
    guard setting.replication != .none, !setting.candidates.isEmpty else { return [] }
    var examples: [Self] = []
    if isPossible {
      examples.append(
        .sometimes(
          "a change of the members is committed",
          history: { $0.facts.committed.contains { $0.entry.command.members != nil } }))
    }
    if setting.learnerCount > 0 {
      examples.append(
        .sometimes("a learner has the entries of a leader", nodes: type) { nodes in
          nodes.contains { $0.learners.contains($0.id) && $0.log.last.index > 1 }
        })
    }
    return examples
  }

  /// What a system can do that has no members at first.
  private static func examplesOfBootstrap(_ setting: RaftSetting) -> [Self] {
    func committed(_ name: String, members count: Int) -> Self {
      .sometimes(
        name,
        history: {
          $0.facts.committed.contains { $0.entry.command.members?.voters.count ?? 0 >= count }
        })
    }
    let mayGrow =
      setting.replication != .none
      && setting.all.contains { $0 != 0 && setting.changes(of: $0) > 0 }
    return [committed("a node begins a cluster", members: 1)]
      + (mayGrow ? [committed("another node joins it", members: 2)] : [])
  }
}
