import PaxcheckKit
import RegisterClient

/// Mistakes about nodes that have no vote, or do not know yet that they have one.
extension RaftMutation {
  static let ofLearners = [
    Self(
      "counts-learners", "counts the logs of learners as if they were members",
      .caught(by: "committed on a quorum", at: "campaigns=1", "members=2", "learners=1"),
      .harmless(at: "nodes=4", "campaigns=1", "members=3", "learners=1")
    ).altering { _, node, outbox in
      guard node.isLeader else { return }
      let matches = [node.synced] + node.receivers.map { node.progress(of: $0)?.match ?? 0 }
      let index = matches.sorted(by: >)[matches.count / 2]
      if index > node.commit, node.log[index]?.term == node.term {
        node.commit(upTo: index, &outbox)
      }
    },

    Self(
      "asks-learners", "counts the votes of learners, too",
      .caught(
        by: "election safety", at: "nodes=4", "members=3", "learners=1", "replication=none"),
      .caught(by: "elected by a quorum", at: "members=2", "learners=1", "replication=none")
    ).altering { before, node, outbox in
      guard let campaign = node.campaign, campaign.phase == .vote, campaign != before.campaign,
        campaign.grants.isEmpty
      else { return }
      for learner in node.learners {
        node.send(
          .requestVote(.vote, term: campaign.term, last: node.log.last.clock), to: learner, &outbox)
      }
    },

    Self(
      "starves-strangers", "votes for nobody before it knows that it is a member",
      .caught(
        by: "no candidate waits in vain", at: "members=2", "campaigns=1,1", "entries=1",
        "changes=0,0,1")
    ).receiving { node, message, sender, outbox in
      if case .requestVote = message, !node.isMember { return }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "tells-no-commit", "does not tell the others as a leader what is committed",
      .caught(
        by: "all learn what is committed", at: "campaigns=1", "endless=true",
        "network=unordered-duplicating", "fairness=reliable")
    ).altering { _, node, outbox in
      outbox.envelopes = outbox.envelopes.map { envelope in
        guard case .internal(.heartbeat(let term, _)) = envelope.message else { return envelope }
        let heartbeat = RaftMessage.heartbeat(term: term, commit: 1)
        return Envelope(
          from: envelope.source, to: envelope.destination, .internal(heartbeat))
      }
    },

    Self(
      "calls-once", "never sends a call again that is not answered",
      .caught(
        by: "all learn what is committed", at: "campaigns=1", "endless=true",
        "network=unordered-duplicating", "lossy=true", "fairness=fair-lossy")
    ).altering { before, node, outbox in
      guard before.isLeader, before.log == node.log, before.leadership == node.leadership else {
        return
      }
      outbox.envelopes.removeAll { envelope in
        if case .internal(.replicate) = envelope.message { true } else { false }
      }
    },
  ]
}
