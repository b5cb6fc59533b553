import PaxcheckKit
import RegisterClient

/// Mistakes about how far the others are.
extension RaftMutation {
  static let ofProgress = [
    Self(
      "starts-from-the-first", "sends all entries as a new leader, whatever the others have",
      .harmless(at: "campaigns=1,1", "entries=1")
    ).altering { before, node, outbox in
      guard node.isLeader, !before.isLeader else { return }
      outbox.envelopes.removeAll { envelope in
        if case .internal(.replicate) = envelope.message { true } else { false }
      }
      for peer in node.peers {
        node.setProgress(Progress(next: 2), of: peer)
        node.replicate(to: peer, &outbox)
      }
    },

    Self(
      "silent-when-known", "does not answer a call that brings nothing new",
      .caught(
        by: "all can catch up with their leader", at: "nodes=2", "campaigns=1", "endless=true",
        "network=unordered-duplicating", "lossy=true")
    ).receiving { node, message, sender, outbox in
      let log = node.log
      node.receive(.internal(message), from: sender, &outbox)
      if case .replicate = message, node.log == log { outbox.envelopes = [] }
    },

    Self(
      "keeps-next", "calls a peer again from where it has refused entries",
      .caught(
        by: "all can catch up with their leader", at: "nodes=2", "campaigns=2,1",
        "endless=true", "network=unordered-duplicating")
    ).receiving { node, message, sender, outbox in
      if case .replicated(node.term, _, 0, _) = message { return }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "takes-old-refusals",
      "takes a refusal for an answer to the last call, whatever it knows by now",
      .caught(
        by: "next beyond match", at: "nodes=2", "campaigns=2,1", "network=unordered-duplicating")
    ).receiving { node, message, sender, outbox in
      if case .replicated(node.term, let next, 0, let last) = message,
        var progress = node.progress(of: sender), progress.call?.next == next
      {
        progress.call = nil
        progress.next = min(next - 1, last + 1)
        progress.width = 1
        node.setProgress(progress, of: sender)
        node.replicate(to: sender, &outbox)
      } else {
        node.receive(.internal(message), from: sender, &outbox)
      }
    },
  ]
}
