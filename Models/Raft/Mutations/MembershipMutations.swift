import PaxcheckKit
import RegisterClient

/// Mistakes about who the members are.
extension RaftMutation {
  static let ofMembership = [
    Self(
      "counts-itself", "counts its own log although it is no member any more",
      .caught(by: "committed on a quorum", at: "campaigns=1", "changes=1"),
      .harmless(at: "nodes=4", "campaigns=1,1", "changes=1")
    ).altering { _, node, outbox in
      guard node.isLeader, !node.isMember else { return }
      let matches = node.peers.map { node.progress(of: $0)?.match ?? 0 } + [node.synced]
      let index = matches.sorted(by: >)[matches.count / 2]
      if index > node.commit, node.log[index]?.term == node.term {
        node.commit(upTo: index, &outbox)
      }
    },

    Self(
      "changes-without-barrier", "changes the members before it has committed anything in its term",
      .caught(
        by: "state-machine safety", at: "nodes=4", "campaigns=2,1", "changes=1,0,0,1")
    ).altering { _, node, _ in
      if node.isLeader { node.safeTerm = node.term }
    },

    Self(
      "keeps-overwritten-members", "keeps to a configuration whose entry another has replaced",
      .caught(
        by: "members are those of the last configuration", at: "campaigns=1,1", "changes=0,0,1")
    ).altering { before, node, _ in
      if before.membership.index > node.membership.index { node.membership = before.membership }
    },

    Self(
      "changes-in-parallel", "changes the members although the change before is not committed",
      .caught(by: "one change at a time", at: "campaigns=1", "changes=0,1,1")
    ).altering { _, node, _ in
      if node.isLeader { node.membership = Membership(index: 0, members: node.membership.members) }
    },

    Self(
      "configures-when-committed", "keeps to a configuration until the one after it is committed",
      .caught(
        by: "state-machine safety", at: "nodes=5", "members=3", "entries=1", "changes=0,0,0,1,1",
        within: "two-sides"),
      .harmless(at: "campaigns=1,1", "changes=0,0,1")
    ).preparing { $0.waitsToConfigure = true }.altering { before, node, outbox in
      guard node.commit > before.commit else { return }
      node.updateMembership()
      for receiver in node.receivers { node.replicate(to: receiver, &outbox) }
    },

    Self(
      "bootstraps-again", "makes itself the only member of a cluster that another has begun",
      .caught(by: "log matching", at: "nodes=2", "start=blank", "campaigns=0")
    ).preparing { $0.mayBootstrap = $0.setting.isBlank },

    Self(
      "answers-outlive-removal",
      "takes the answer of a node to a call before its removal for one to a call after its return",
      .caught(by: "honest match", at: "campaigns=1", "changes=0,0,2")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .replicated(node.term, let next, let inserted, let last) = message,
        let call = node.progress(of: sender)?.call, call.next != next
      {
        message = .replicated(
          term: node.term, next: call.next, inserted: min(inserted, call.count), last: last)
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "transfers-to-the-last", "hands the lead over to the peer that has least",
      .harmless(at: "campaigns=1", "transfers=1")
    ).altering { _, node, outbox in
      let last = node.peers.min {
        node.progress(of: $0)?.match ?? 0 < node.progress(of: $1)?.match ?? 0
      }
      outbox.envelopes = outbox.envelopes.map { envelope in
        guard envelope.message == .internal(.timeoutNow), let last else { return envelope }
        return Envelope(from: envelope.source, to: last, envelope.message)
      }
    },
  ]
}
