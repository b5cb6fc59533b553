import PaxcheckKit

/// What servers do when they receive a message.
extension RaftSet {
  /// A server that is behind enters the term of a message, which stays where it is.
  func updateTerm(_ message: Message, in state: State) -> State? {
    let receiver = message.destination
    guard message.term > state.servers[receiver].term else { return nil }
    var next = state
    next.servers[receiver].term = message.term
    next.servers[receiver].role = .follower
    next.servers[receiver].vote = nil
    return next
  }

  func receive(_ message: Message, in state: State) -> State? {
    var next = state
    next.consume(message)
    let isHandled =
      switch message {
      case .voteRequest: answerCandidate(message, in: &next)
      case .voteResponse: countVote(message, in: &next)
      case .appendRequest: answerLeader(message, in: &next)
      case .appendResponse: noteAnswer(message, in: &next)
      }
    return isHandled ? next : nil
  }

  private func answerCandidate(_ message: Message, in state: inout State) -> Bool {
    guard case .voteRequest(let term, let lastTerm, let length, let candidate, let voter) = message,
      term <= state.servers[voter].term
    else { return false }
    let server = state.servers[voter]
    let isUpToDate =
      (lastTerm, length) >= (server.lastTerm, server.log.count)
    let isGranted =
      term == server.term && isUpToDate && (server.vote == nil || server.vote == candidate)
    if isGranted { state.servers[voter].vote = candidate }
    state.send(
      .voteResponse(term: server.term, isGranted: isGranted, from: voter, to: candidate))
    return true
  }

  private func countVote(_ message: Message, in state: inout State) -> Bool {
    guard case .voteResponse(let term, let isGranted, let voter, let candidate) = message,
      term == state.servers[candidate].term
    else { return false }
    if isGranted { state.servers[candidate].votes.insert(voter) }
    return true
  }

  private func answerLeader(_ message: Message, in state: inout State) -> Bool {
    guard
      case .appendRequest(
        let term, let previous, let previousTerm, let entries, let commit, let leader, let id) =
        message
    else { return false }
    let server = state.servers[id]
    let isFitting =
      previous == 0
      || previous <= server.log.count && server.term(at: previous) == previousTerm
    if term < server.term || term == server.term && server.role == .follower && !isFitting {
      state.send(
        .appendResponse(term: server.term, isAccepted: false, match: 0, from: id, to: leader))
      return true
    }
    guard term == server.term, server.role != .leader, isFitting else { return false }
    state.servers[id].role = .follower
    state.servers[id].commit = commit
    state.servers[id].log = Array(server.log.prefix(previous)) + entries
    state.send(
      .appendResponse(
        term: server.term, isAccepted: true, match: previous + entries.count, from: id, to: leader))
    return true
  }

  private func noteAnswer(_ message: Message, in state: inout State) -> Bool {
    guard case .appendResponse(let term, let isAccepted, let match, let peer, let leader) = message,
      term == state.servers[leader].term
    else { return false }
    let next = state.servers[leader].next[peer]
    if isAccepted { state.servers[leader].match[peer] = match }
    state.servers[leader].next[peer] = isAccepted ? match + 1 : max(next - 1, 1)
    state.servers[leader].isPending.remove(peer)
    return true
  }
}
