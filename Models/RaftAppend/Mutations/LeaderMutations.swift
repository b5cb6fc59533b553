import PaxcheckKit

/// Mistakes of those who lead.
extension AppendMutation {
  static let ofLeaders = [
    // PySyncObj, issue 167.
    Self(
      "keeps-next", "leaves the next entry to send where a refusal has put it",
      .caught(
        by: "next beyond match", at: "network=ordered", "no-ops=true", "optimistic=true",
        "requests=2", "partitions=1", "crossing=lost"),
      .harmless(
        at: "network=ordered", "no-ops=true", "requests=2", "partitions=1", "crossing=lost")
    ).receiving { node, message, sender, outbox in
      let next = node.progress(of: sender)?.next
      node.receive(message, from: sender, &outbox)
      guard case .answer(_, isSuccess: true, _) = message, node.setting.isOptimistic, let next,
        var progress = node.progress(of: sender)
      else { return }
      progress.next = next
      node.setProgress(progress, of: sender)
    },

    // PySyncObj, issue 167.
    Self(
      "answers-short",
      "answers with an index that is too low by one, and takes the last answer for the newest one",
      .caught(
        by: "match never decreases", at: "network=ordered", "no-ops=true", "optimistic=true",
        "appends=2"),
      .harmless(at: "network=ordered", "no-ops=true", "appends=2")
    ).receiving { node, message, sender, outbox in
      node.receive(message, from: sender, &outbox)
      switch message {
      case .append(node.term, _, let entries, _) where !entries.isEmpty:
        outbox.envelopes = outbox.envelopes.map { envelope in
          guard case .answer(let term, true, let index) = envelope.message else { return envelope }
          return Envelope(
            from: envelope.source, to: envelope.destination,
            .answer(term: term, isSuccess: true, index: index - 1))
        }
      case .answer(node.term, true, let index): node.assignMatch(index, of: sender)
      default: break
      }
    },

    // RaftOS, issue 25.
    Self(
      "assigns-match", "takes the last answer for the newest one",
      .caught(
        by: "match never decreases", at: "network=unordered-duplicating", "entries=one"),
      .harmless(at: "network=ordered", "entries=one", "partitions=1", "crossing=lost")
    ).receiving { node, message, sender, outbox in
      node.receive(message, from: sender, &outbox)
      if case .answer(node.term, true, let index) = message {
        node.assignMatch(index, of: sender)
      }
    },

    // PySyncObj, issue 169.
    Self(
      "commits-old-terms", "commits entries of earlier terms because a majority has them",
      .caught(
        by: "own-term commit", at: "nodes=3", "network=ordered", "elections=3", "appends=0")
    ).receiving { node, message, sender, outbox in
      node.receive(message, from: sender, &outbox)
      let index = node.quorumIndex
      if index > node.commit { node.commit(upTo: index, &outbox) }
    },
  ]
}

extension AppendNode {
  /// Takes an answer for what a peer has, and goes on behind that.
  fileprivate mutating func assignMatch(_ index: Int, of peer: ActorID) {
    if isLeader { setProgress(Progress(match: index, next: index + 1), of: peer) }
  }
}
