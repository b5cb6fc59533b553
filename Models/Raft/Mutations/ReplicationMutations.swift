import PaxcheckKit
import RegisterClient

/// Mistakes in replication.
extension RaftMutation {
  static let ofReplication = [
    Self(
      "answers-before-sync", "tells the leader what it has stored before that is on its disk",
      .caught(by: "leader completeness", at: "crashes=1", "syncs-later=true")
    ).altering { _, node, outbox in
      outbox.envelopes += node.heldBack
      node.heldBack = []
    },

    Self(
      "counts-unsynced", "counts its own log before that is on its disk",
      .caught(by: "leader completeness", at: "crashes=1", "syncs-later=true")
    ).altering { _, node, outbox in
      guard node.isLeader else { return }
      let synced = node.synced
      node.synced = node.log.last.index
      node.advanceCommit(&outbox)
      node.synced = synced
    },

    Self(
      "accepts-any-term", "takes entries of a leader whose term is over",
      .caught(by: "state-machine safety", at: "campaigns=1,1")
    ).receiving { node, message, sender, outbox in
      if case .replicate(let term, let previous, let entries) = message, term < node.term {
        let count = node.insert(entries, after: previous)
        node.answer(
          .replicated(
            term: term, next: previous.index + 1, inserted: count, last: node.log.last.index),
          to: sender, &outbox)
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    }.reviving { if case .replicate = $0 { true } else { false } },

    Self(
      "always-truncates", "removes what is behind the entries that it is sent",
      .caught(by: "committed on a quorum", at: "campaigns=1", "entries=1", "resends=1")
    ).receiving { node, message, sender, outbox in
      if case .replicate(let term, let previous, _) = message, term >= node.term,
        node.log[previous.index]?.clock == previous
      {
        node.storage.log.entries.removeLast(node.log.last.index - previous.index)
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "refusal-is-success", "takes a refused call for a successful one",
      .caught(by: "honest match", at: "campaigns=2,2")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .replicated(let term, let next, 0, let last) = message,
        let call = node.progress(of: sender)?.call
      {
        message = .replicated(term: term, next: next, inserted: call.count, last: last)
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "takes-late-answers", "takes the answer to a call of an earlier leadership for one of this",
      .caught(
        by: "honest match", at: "nodes=5", "campaigns=2,0,1,0,1", within: "one-receiver"),
      .harmless(at: "campaigns=2,1")
    ).receiving { node, message, sender, outbox in
      if case .replicated(let term, let next, let inserted, _) = message, term < node.term {
        node.raiseMatch(of: sender, to: next + inserted - 1, &outbox)
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    }.reviving { if case .replicated = $0 { true } else { false } },

    Self(
      "assigns-match", "takes the last answer for the newest one",
      .caught(
        by: "match never decreases", at: "campaigns=1", "entries=1",
        "network=unordered-duplicating")
    ).receiving { node, message, sender, outbox in
      if case .replicated(node.term, let next, let inserted, _) = message, inserted > 0,
        var progress = node.progress(of: sender), progress.call?.next != next
      {
        progress.match = next + inserted - 1
        node.setProgress(progress, of: sender)
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    },

    Self(
      "inserts-anywhere", "inserts entries wherever its log has something before them",
      .caught(by: "log matching", at: "campaigns=2,1")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .replicate(let term, let previous, let entries) = message {
        let own = node.log[previous.index]?.clock ?? previous
        message = .replicate(term: term, previous: own, entries: entries)
      }
      node.receive(.internal(message), from: sender, &outbox)
    },
  ]
}

extension RaftNode {
  /// Takes a peer's log for the leader's own up to an index.
  fileprivate mutating func raiseMatch(
    of peer: ActorID, to index: Int, _ outbox: inout Outbox<Self>
  ) {
    guard var progress = progress(of: peer) else { return }
    progress.match = max(progress.match, index)
    progress.next = max(progress.next, progress.match + 1)
    setProgress(progress, of: peer)
    advanceCommit(&outbox)
  }
}
