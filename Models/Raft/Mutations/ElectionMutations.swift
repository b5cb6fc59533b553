import PaxcheckKit
import RegisterClient

/// Mistakes in elections.
extension RaftMutation {
  static let ofElection = [
    Self(
      "forgets-vote", "keeps its vote in memory only",
      .caught(by: "election safety", at: "crashes=1", "replication=none")
    ).recovering { $0.ballot.votedFor = nil },

    Self(
      "forgets-term", "keeps its term in memory only",
      .caught(by: "terms never decrease", at: "crashes=1", "replication=none")
    ).recovering { $0.ballot = Ballot() }.reviving { _ in true },

    Self(
      "votes-twice", "votes for every candidate of a term",
      .caught(by: "election safety", at: "replication=none")
    ).receiving { node, message, sender, outbox in
      let vote = node.storage.ballot.votedFor
      if case .requestVote(.vote, node.term, _, _) = message, !node.isLeader {
        node.storage.ballot.votedFor = nil
      }
      node.receive(.internal(message), from: sender, &outbox)
      if node.storage.ballot.votedFor == nil { node.storage.ballot.votedFor = vote }
    },

    Self(
      "clears-vote", "forgets its vote when it hears the leader of its term",
      .caught(by: "election safety", at: "heartbeats=1")
    ).receiving { node, message, sender, outbox in
      node.receive(.internal(message), from: sender, &outbox)
      if case .heartbeat(node.term, _) = message, sender != node.id {
        node.storage.ballot.votedFor = nil
      }
    }.reviving { if case .heartbeat = $0 { true } else { false } },

    // With one candidate no other can be elected, but that one leads without votes.
    Self(
      "pre-vote-counts", "takes a late pre-vote for a vote",
      .caught(by: "election safety", at: "pre-votes=true", "replication=none"),
      .caught(
        by: "elected by a quorum", at: "campaigns=1", "pre-votes=true", "replication=none")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .vote(_, let term, let isGranted) = message, let phase = node.campaign?.phase {
        message = .vote(phase, term: term, isGranted: isGranted)
      }
      node.receive(.internal(message), from: sender, &outbox)
    }.reviving { if case .vote = $0 { true } else { false } },

    Self(
      "records-pre-votes", "records a pre-vote as if it were a vote",
      .caught(by: "votes are asked for", at: "pre-votes=true", "replication=none")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .requestVote(.preVote, let term, let last, _) = message {
        message = .requestVote(.vote, term: term, last: last)
      }
      node.receive(.internal(message), from: sender, &outbox)
    },

    Self(
      "counts-stale-votes", "takes a vote of an earlier term for one of this term",
      .caught(by: "election safety", at: "campaigns=2,1", "replication=none")
    ).receiving { node, message, sender, outbox in
      var message = message
      if case .vote(let phase, _, let isGranted) = message, let campaign = node.campaign {
        message = .vote(phase, term: campaign.term, isGranted: isGranted)
      }
      node.receive(.internal(message), from: sender, &outbox)
    }.reviving { if case .vote = $0 { true } else { false } },

    Self(
      "half-is-enough", "takes half of the nodes for a majority",
      .caught(by: "election safety", at: "nodes=4", "replication=none"),
      .harmless(at: "nodes=3", "replication=none")
    ).altering { _, node, outbox in
      guard let campaign = node.campaign else { return }
      if campaign.grants.count + 1 >= (node.members.count + 1) / 2 { node.win(campaign, &outbox) }
    },
  ]
}
