import PaxcheckKit

/// What servers do by themselves.
extension RaftSet {
  /// The server loses what it had in memory only.
  func restart(_ server: Int, in state: State) -> State? {
    guard state.restarts < restarts else { return nil }
    var next = state
    next.restarts += 1
    next.servers[server].role = .follower
    next.servers[server].commit = 0
    next.servers[server].forgetPeers(next: 1)
    next.servers[server].votes = []
    return next
  }

  func requestVote(_ server: Int, in state: State) -> State? {
    guard state.elections < elections, state.servers[server].role != .leader else { return nil }
    var next = state
    next.elections += 1
    next.servers[server].term += 1
    next.servers[server].role = .candidate
    next.servers[server].vote = server
    next.servers[server].votes = [server]
    let candidate = next.servers[server]
    for peer in 0..<servers where peer != server {
      let request = Message.voteRequest(
        term: candidate.term, lastTerm: candidate.lastTerm, length: candidate.log.count,
        from: server, to: peer)
      if state.wasSent(request) { return nil }
      next.send(request)
    }
    return next
  }

  func becomeLeader(_ server: Int, in state: State) -> State? {
    let candidate = state.servers[server]
    guard candidate.role == .candidate, isQuorum(candidate.votes) else { return nil }
    var next = state
    next.servers[server].role = .leader
    next.servers[server].forgetPeers(next: candidate.log.count + 1)
    return next
  }

  /// A client asks a leader for a value that no client has asked for.
  func append(_ value: Int, at server: Int, in state: State) -> State? {
    let leader = state.servers[server]
    guard leader.role == .leader, state.acknowledged[value] == nil else { return nil }
    var next = state
    next.servers[server].log.append(Entry(term: leader.term, value: value))
    next.acknowledged[value] = .some(false)
    return next
  }

  /// Sends a peer the next entry, or none, unless an answer is awaited.
  func appendEntries(_ server: Int, to peer: Int, in state: State) -> State? {
    let leader = state.servers[server]
    guard leader.role == .leader, !leader.isPending.contains(peer) else { return nil }
    let previous = leader.next[peer] - 1
    let last = min(leader.log.count, leader.next[peer])
    let request = Message.appendRequest(
      term: leader.term, previous: previous, previousTerm: leader.term(at: previous),
      entries: Array(leader.log[previous..<last]),
      commit: bug == .tellsWholeCommit ? leader.commit : min(leader.commit, last), from: server,
      to: peer)
    if previous == last && state.wasSent(request) { return nil }
    var next = state
    next.servers[server].isPending.insert(peer)
    next.send(request)
    return next
  }

  /// Commits what a quorum has, if it ends with an entry of the leader's own term.
  func advanceCommit(_ server: Int, in state: State) -> State? {
    let leader = state.servers[server]
    guard leader.role == .leader else { return nil }
    let index = (0...leader.log.count).last { index in
      let holders = (0..<servers).filter { $0 == server || leader.match[$0] >= index }
      return isQuorum(BitSet(holders))
    }
    guard let index, index > leader.commit,
      leader.term(at: index) == leader.term
    else { return nil }
    var next = state
    next.servers[server].commit = index
    for (value, isAcknowledged) in state.acknowledged.enumerated() where isAcknowledged == false {
      next.acknowledged[value] = .some(
        leader.log[leader.commit..<index].contains { $0.value == value })
    }
    return next
  }

  func isQuorum(_ members: BitSet<Int>) -> Bool {
    members.count >= (bug == .halfIsEnough ? (servers + 1) / 2 : Quorum.majority(of: servers))
  }
}

extension RaftSet.Server {
  fileprivate mutating func forgetPeers(next index: Int) {
    next = next.map { _ in index }
    match = match.map { _ in 0 }
    isPending = []
  }
}
