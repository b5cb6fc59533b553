import PaxcheckKit

/// Mistakes of those who follow.
extension AppendMutation {
  static let ofFollowers = [
    // PySyncObj, issue 166.
    Self(
      "assigns-commit", "takes what its leader has committed for its own, though that was more",
      .caught(
        by: "commits never decrease", at: "network=ordered", "no-ops=true")
    ).receiving { node, message, sender, outbox in
      node.receive(message, from: sender, &outbox)
      if case .append(node.term, _, _, let commit) = message { node.commit = commit }
    },

    // RaftOS, issue 26.
    Self(
      "cuts-by-position", "removes what is behind the entries that it is sent, though it is right",
      .caught(
        by: "committed on a quorum", at: "network=unordered-duplicating", "entries=one")
    ).receiving { node, message, sender, outbox in
      if case .append(let term, let previous, _, _) = message, term >= node.term,
        node.log.has(previous)
      {
        node.storage.log.truncate(after: previous.index)
      }
      node.receive(message, from: sender, &outbox)
    },

    // Xraft, issue 40.
    Self(
      "reads-locally", "answers a read with what it knows itself",
      .caught(
        by: "reads never go back", at: "network=ordered", "elections=1", "reads=1")
    ).configuring { $0.readsLocally = true },
  ]
}
