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
}
