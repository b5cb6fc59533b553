import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of changes of the members.
  static func rulesOfMembership<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("members are those of the last configuration", node: type) {
        $0.members == $0.log.membership.members
      },
      .always("one change at a time", history: \.facts.areChangesInTurn),
    ]
  }

  /// What a system can do whose members change.
  static func examplesOfMembership(_ setting: RaftSetting) -> [Self] {
    if setting.isBlank { return examplesOfBootstrap(setting) }
    let isPossible = setting.all.contains {
      setting.changes(of: $0) > 0 && setting.members != [$0]
    }
    guard isPossible, setting.replication != .none, !setting.candidates.isEmpty else { return [] }
    return [
      .sometimes(
        "a change of the members is committed",
        history: { $0.facts.committed.contains { $0.entry.command.members != nil } })
    ]
  }

  /// What a system can do that has no members at first.
  private static func examplesOfBootstrap(_ setting: RaftSetting) -> [Self] {
    func committed(_ name: String, members count: Int) -> Self {
      .sometimes(
        name,
        history: {
          $0.facts.committed.contains { $0.entry.command.members?.count ?? 0 >= count }
        })
    }
    let mayGrow =
      setting.replication != .none
      && setting.all.contains { $0 != 0 && setting.changes(of: $0) > 0 }
    return [committed("a node begins a cluster", members: 1)]
      + (mayGrow ? [committed("another node joins it", members: 2)] : [])
  }
}
