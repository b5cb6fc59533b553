import PaxcheckKit

/// Mistakes about snapshots, all of them of WRaft, pull request 118.
extension AppendMutation {
  static let ofSnapshots = [
    Self(
      "loads-term", "takes the term of a snapshot's last entry for its own",
      .caught(
        by: "terms never decrease", at: "nodes=3", "requests=2", "snapshots=1", "appends=0",
        within: "cut-off")
    ).receiving { node, message, sender, outbox in
      let commit = node.commit
      node.receive(message, from: sender, &outbox)
      if case .snapshot(node.term, let snapshot) = message, snapshot.last.index > commit {
        node.storage.term = snapshot.last.term
      }
    },

    Self(
      "snapshots-one-late", "sends no snapshot to a node that lacks nothing but its last entry",
      .caught(
        by: "retries carry something", at: "nodes=3", "requests=2", "snapshots=1", "wire=4")
    ).receiving { node, message, sender, outbox in
      node.receive(message, from: sender, &outbox)
      outbox.envelopes = outbox.envelopes.map { envelope in
        guard case .snapshot(let term, let snapshot) = envelope.message,
          node.progress(of: envelope.destination)?.next == snapshot.last.index
        else { return envelope }
        return Envelope(
          from: envelope.source, to: envelope.destination,
          .append(term: term, previous: snapshot.last, entries: [], commit: node.commit))
      }
    },

    Self(
      "refuses-compacted",
      "refuses what its snapshot stands for, and goes back for any refusal that seems new",
      .caught(
        by: "next beyond match", at: "nodes=3", "requests=2", "snapshots=1", "appends=0", "wire=4")
    ).receiving { node, message, sender, outbox in
      switch message {
      case .append(let term, let previous, _, _)
      where term >= node.term && previous.index < node.log.snapshot.last.index:
        if term > node.term { node.enter(term) }
        node.role = .follower
        node.answer(sender, isSuccess: false, node.log.last, &outbox)
      case .answer(node.term, false, let index):
        guard var progress = node.progress(of: sender), index >= progress.match else { return }
        progress.next = max(1, min(progress.next - 1, index + 1))
        node.setProgress(progress, of: sender)
        node.send(to: sender, &outbox)
      default: node.receive(message, from: sender, &outbox)
      }
    },
  ]
}
