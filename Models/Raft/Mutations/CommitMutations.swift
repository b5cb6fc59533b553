import PaxcheckKit
import RegisterClient

/// Mistakes about what is committed.
extension RaftMutation {
  static let ofCommit = [
    Self(
      "commits-old-terms", "commits entries of earlier terms because a majority has them",
      .caught(by: "own-term commit", at: "campaigns=2,1"),
      .caught(by: "state-machine safety", at: "campaigns=2,2")
    ).altering { _, node, outbox in
      let index = node.quorumIndex
      if node.isLeader && index > node.commit { node.commit(upTo: index, &outbox) }
    },

    Self(
      "commits-unchecked", "commits what its leader has, though its own log may be another",
      .caught(by: "state-machine safety", at: "campaigns=1,1", "entries=1", "heartbeats=1")
    ).receiving { node, message, sender, outbox in
      if case .heartbeat(let term, let commit) = message, term >= node.term {
        // As a heartbeat that tells of nothing.
        node.receive(.internal(.heartbeat(term: term, commit: 0)), from: sender, &outbox)
        node.verified = node.log.last.index
        node.receive(.internal(.heartbeat(term: term, commit: commit)), from: sender, &outbox)
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    },

    Self(
      "assigns-commit", "takes the last heartbeat for the newest one",
      .caught(by: "commits never decrease", at: "campaigns=1", "heartbeats=2")
    ).receiving { node, message, sender, outbox in
      node.receive(.internal(message), from: sender, &outbox)
      if case .heartbeat(node.term, let commit) = message, !node.isLeader {
        node.commit = min(node.commit, max(commit, 1))
      }
    }.reviving { if case .heartbeat = $0 { true } else { false } },

    Self(
      "commits-what-it-lacks", "commits what its leader has, whether it has it or not",
      .caught(by: "no actor fails", at: "campaigns=1", "heartbeats=1")
    ).receiving { node, message, sender, outbox in
      node.receive(.internal(message), from: sender, &outbox)
      if case .heartbeat(node.term, let commit) = message, commit > node.commit {
        node.commit(upTo: commit, &outbox)
      }
    },

    Self(
      "ignores-log", "votes for candidates that lack what its own log has",
      .caught(by: "leader completeness", at: "campaigns=1,1")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .requestVote(let phase, let term, let last, _) = message {
        message = .requestVote(phase, term: term, last: max(last, node.log.last.clock))
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "commits-by-half", "takes half of the logs for a majority",
      .caught(by: "committed on a quorum", at: "nodes=4", "campaigns=1"),
      .harmless(at: "campaigns=1,1")
    ).altering { _, node, outbox in
      guard node.isLeader else { return }
      let matches = node.members.map {
        $0 == node.id ? node.synced : node.progress(of: $0)?.match ?? 0
      }
      let index = matches.sorted(by: >)[(node.members.count - 1) / 2]
      if index > node.commit, node.log[index]?.term == node.term {
        node.commit(upTo: index, &outbox)
      }
    },
  ]
}
