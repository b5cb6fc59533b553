import PaxcheckKit
import RegisterClient

extension Property where M == Raft {
  /// What must be true of snapshots.
  static func rulesOfSnapshots<A: RaftActor>(_ type: A.Type) -> [Self] {
    [
      .always("snapshots tell who the members were", history: \.facts.areSnapshotsRight),
      .always("snapshots are of what is committed", node: type) { node in
        node.log.snapshot <= node.commit
          && node.log.entries.allSatisfy {
            !$0.command.isSnapshot || $0.index == 1 || node.storage.snapshots[$0.index] != nil
          }
      },
    ]
  }

  /// What a system can do whose nodes take snapshots.
  static func examplesOfSnapshots<A: RaftActor>(_ type: A.Type, _ setting: RaftSetting) -> [Self] {
    let leaders = setting.candidates.filter { setting.snapshots(of: $0) > 0 }
    guard setting.replication != .none, !leaders.isEmpty else { return [] }
    var examples: [Self] = [
      .sometimes("a log begins with a later snapshot", nodes: type) { nodes in
        nodes.contains { $0.log.first > 1 }
      }
    ]
    if setting.members.count > 2 && (setting.resends > 0 || setting.isEndless) {
      examples.append(
        .sometimes("a node takes over a snapshot", nodes: type) { nodes in
          nodes.contains { $0.log.first > 1 && $0.storage.spent.snapshots == 0 }
        })
    }
    return examples
  }
}
