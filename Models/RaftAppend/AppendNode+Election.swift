public import PaxcheckKit

/// A node has itself elected by a majority, for a term of its own.
extension AppendNode {
  mutating func setOut(_ outbox: inout Outbox<Self>) {
    enter(term + 1)
    storage.vote = id
    role = .candidate([])
    for peer in peers {
      outbox.send(.requestVote(term: term, last: log.lastPosition), to: peer)
    }
    if isMajority(with: 0) { lead(&outbox) }
  }

  /// Enters a term as a follower.
  mutating func enter(_ term: Int) {
    storage.term = term
    storage.vote = nil
    role = .follower
  }

  /// Votes for a candidate whose log has all that its own has, unless another has the vote. A refusal would
  /// change nothing, and is not sent.
  mutating func consider(
    _ candidate: ActorID, last: Position, _ outbox: inout Outbox<Self>
  ) {
    guard storage.vote == nil || storage.vote == candidate, last >= log.lastPosition else { return }
    storage.vote = candidate
    outbox.cancel(.election)
    outbox.send(.vote(term: term), to: candidate)
  }

  mutating func count(voteOf voter: ActorID, _ outbox: inout Outbox<Self>) {
    guard case .candidate(var votes) = role else { return }
    votes.insert(voter.index)
    role = .candidate(votes)
    if isMajority(with: votes.count) { lead(&outbox) }
  }

  private mutating func lead(_ outbox: inout Outbox<Self>) {
    let progress = Progress(next: log.last + 1)
    role = .leader(Array(repeating: progress, count: setting.nodes))
    if setting.hasNoOps { return append(.nothing, &outbox) }
    sendToAll(&outbox)
    advanceCommit(&outbox)
  }

  /// What is of an earlier term is dead, and so is a request for a vote that another has, a vote for a node
  /// that is no candidate, and an answer to one that does not lead.
  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    if message.term != term { return message.term < term }
    return switch message {
    case .requestVote: storage.vote.map { $0 != sender } ?? false
    case .vote: if case .candidate = role { false } else { true }
    case .answer: !isLeader
    case .append, .snapshot: false
    }
  }
}
