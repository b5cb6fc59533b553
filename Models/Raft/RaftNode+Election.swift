import PaxcheckKit
import RegisterClient

/// Elections: a node that suspects the leader has itself elected by a majority, for a term of its own.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.2
///   and §5.4.1; D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §9.6, for pre-votes.
extension RaftNode {
  /// Whether the node is a follower that hears no leader, and not busy with a campaign.
  var maySetOut: Bool {
    !isLeader && !hearsLeader && isMember && (campaign == nil || !setting.isBusy)
  }

  /// Begins a campaign: with a pre-vote, if nodes hold any.
  mutating func setOut(_ outbox: inout Outbox<Self>) {
    storage.spent.campaigns += 1
    campaign(&outbox)
  }

  mutating func campaign(isForced: Bool = false, _ outbox: inout Outbox<Self>) {
    if setting.preVotes {
      ask(for: .preVote, in: term + 1, isForced, &outbox)
    } else {
      beginTerm(isForced, &outbox)
    }
  }

  /// Votes for itself in a new term, and asks the others for their votes.
  private mutating func beginTerm(_ isForced: Bool, _ outbox: inout Outbox<Self>) {
    adopt(term + 1, votedFor: id)
    ask(for: .vote, in: term, isForced, &outbox)
  }

  private mutating func ask(
    for phase: Campaign.Phase, in term: Int, _ isForced: Bool, _ outbox: inout Outbox<Self>
  ) {
    campaign = Campaign(phase: phase, term: term, isForced: isForced)
    requestVotes(&outbox)
    countVotes(&outbox)
  }

  /// Asks those for their votes who have not answered yet.
  private func requestVotes(_ outbox: inout Outbox<Self>) {
    guard let campaign else { return }
    let answers = campaign.grants.union(campaign.refusals)
    for peer in peers where !answers.contains(peer.index) {
      send(
        .requestVote(
          campaign.phase, term: campaign.term, last: log.last.clock, isForced: campaign.isForced),
        to: peer, &outbox)
    }
  }

  /// Asks those again who have not answered, as a candidate or as a leader.
  mutating func askAgain(_ outbox: inout Outbox<Self>) {
    if !setting.isEndless { storage.spent.resends += 1 }
    if isLeader { callAgain(&outbox) } else { requestVotes(&outbox) }
  }

  /// Answers a candidate.
  mutating func consider(
    _ phase: Campaign.Phase, of candidate: ActorID, term: Int, last: Clock, isForced: Bool,
    _ outbox: inout Outbox<Self>
  ) {
    if setting.isBusy && campaign != nil { return }
    let isTrusting = hearsLeader || isLeader && setting.isPatient
    let isGranted =
      (isForced || !isTrusting) && grants(phase, to: candidate, term: term, last: last)
    if isGranted && phase == .vote { waitAnew(&outbox) }
    // A refusal changes nothing but for a candidate that waits for all answers.
    if isGranted || setting.isBusy {
      send(.vote(phase, term: term, isGranted: isGranted), to: candidate, &outbox)
    }
  }

  /// Whether a candidate gets what it asks for. A vote is on the disk before the candidate has it; a
  /// pre-vote is recorded nowhere.
  private mutating func grants(
    _ phase: Campaign.Phase, to candidate: ActorID, term: Int, last: Clock
  ) -> Bool {
    guard term >= self.term else { return false }
    var ballot = term > self.term ? Ballot(term: term) : storage.ballot
    if phase == .vote && term > self.term { adopt(term, votedFor: nil) }
    guard last >= log.last.clock, ballot.votedFor == nil || ballot.votedFor == candidate else {
      return false
    }
    ballot.votedFor = candidate
    if phase == .vote { storage.ballot = ballot }
    return true
  }

  /// Counts the answer of a voter to the campaign under way.
  mutating func count(
    _ phase: Campaign.Phase, of voter: ActorID, term: Int, isGranted: Bool,
    _ outbox: inout Outbox<Self>
  ) {
    guard campaign?.phase == phase, campaign?.term == term else { return }
    if isGranted {
      campaign?.grants.insert(voter.index)
    } else if setting.isBusy {
      campaign?.refusals.insert(voter.index)
    }
    countVotes(&outbox)
  }

  /// Ends the campaign if its outcome is known: the node and as many others are a majority.
  private mutating func countVotes(_ outbox: inout Outbox<Self>) {
    guard let campaign else { return }
    if campaign.grants.count >= members.count / 2 {
      win(campaign, &outbox)
    } else if campaign.grants.union(campaign.refusals).count == peers.count {
      self.campaign = nil
    }
  }

  /// Goes on to the vote, if it was a pre-vote that the node won, and else leads.
  mutating func win(_ campaign: Campaign, _ outbox: inout Outbox<Self>) {
    switch campaign.phase {
    case .preVote:
      guard campaign.term == term + 1 else {
        self.campaign = nil
        return
      }
      beginTerm(campaign.isForced, &outbox)
    case .vote: lead(&outbox)
    }
  }

  /// Enters a term as a follower.
  mutating func adopt(_ term: Int, votedFor vote: ActorID?) {
    storage.ballot = Ballot(term: term, votedFor: vote)
    campaign = nil
    endLeadership()
    verified = 0
    fetch = nil
  }

  /// Follows the leader of a term that is not below the node's own.
  mutating func follow(_ leader: ActorID, in term: Int) {
    if term > self.term { return adopt(term, votedFor: leader) }
    storage.ballot.votedFor = leader
    campaign = nil
    endLeadership()
  }

  mutating func endLeadership() {
    leadership = nil
    reads = []
  }
}
