import PaxcheckKit
import RegisterClient

/// Mistakes about snapshots.
extension RaftMutation {
  static let ofSnapshots = [
    Self(
      "purged-is-conflict", "clears its log when it is sent what its snapshot stands for",
      .caught(
        by: "committed on a quorum", at: "campaigns=1", "heartbeats=1", "snapshots=0,1",
        "network=unordered-duplicating")
    ).receiving { node, message, sender, outbox in
      if case .replicate(let term, let previous, _) = message, term >= node.term,
        previous.index < node.log.first, node.log.first > 1
      {
        node.storage.log = node.setting.firstLog
        node.updateMembership()
        node.synced = 1
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    },

    Self(
      "purged-is-leap", "refuses what its snapshot stands for",
      .caught(
        by: "all can catch up with their leader", at: "campaigns=1", "snapshots=0,1", "lossy=true",
        "endless=true", "network=unordered-duplicating"),
      .harmless(
        at: "campaigns=1", "heartbeats=1", "snapshots=0,1", "network=unordered-duplicating")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .replicate(let term, let previous, let entries) = message, let first = entries.first,
        first.index <= node.log.first, !first.command.isSnapshot
      {
        message = .replicate(term: term, previous: previous, entries: [])
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "fold-rewinds", "applies again what follows a snapshot, and keeps what it knows of requests",
      .caught(
        by: "applied alike", at: "campaigns=1", "clients=1", "gets=0", "heartbeats=1",
        "snapshots=1")
    ).altering { before, node, _ in
      let index = node.log.snapshot
      guard index > before.log.snapshot, index < before.commit, before.commit == node.commit,
        let state = node.storage.snapshots[index]
      else { return }
      node.machine.register = state.register
      for entry in node.log.entries(from: index + 1, count: node.commit - index) {
        node.apply(entry)
      }
    },

    Self(
      "folds-current-members", "tells in a snapshot who the members are, not who they were",
      .caught(
        by: "snapshots tell who the members were", at: "campaigns=1", "changes=0,0,1",
        "snapshots=1")
    ).altering { before, node, outbox in
      let index = node.log.snapshot
      guard index > before.log.snapshot, node.commit == before.commit, let entry = node.log[index]
      else { return }
      node.fold(entry, members: before.membership.members, &outbox)
    },

    Self(
      "table-not-in-snapshot", "keeps in a snapshot what clients wrote, but not who wrote it",
      .caught(
        by: "applied once", at: "nodes=1", "campaigns=2", "clients=1", "gets=0", "retries=1",
        "snapshots=1", "crashes=1")
    ).altering { before, node, _ in
      for index in node.storage.snapshots.keys where before.storage.snapshots[index] == nil {
        node.storage.snapshots[index]?.answers = [:]
      }
    },
  ]
}
