import PaxcheckKit

extension PaxosNode {
  /// Phase 2a: proposes an entry for a round, unless the node itself has promised a greater number.
  ///
  /// - Parameter own: What the node would have liked to propose.
  mutating func propose(
    _ entry: Entry, for own: Entry, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    endAttempt(at: round)
    let vote = Vote(number: number, entry: entry)
    guard accept(vote, in: round, &outbox) else {
      return noteFailure(of: own, .lost, &outbox)
    }
    expose(entry)
    hear(from: id, number, &outbox)
    for node in others(in: round) { send(.propose(round: round, vote), to: node, &outbox) }
    setAttempt(
      Attempt(
        round: round, entry: own, number: number, phase: .proposing(entry, acceptors: [])))
    count(acceptanceOf: id, number, in: round, &outbox)
  }

  /// Phase 2b: accepts a proposal, unless a greater number was promised or the round has converged.
  mutating func accept(
    _ vote: Vote, in round: Int, from leader: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard mayVote(in: round) else { return }
    if !isRetained(round) || configuration.answersConflicts && hasConverged(round) {
      storage.acceptor.observed = max(storage.acceptor.observed, vote.number)
      refuse(vote.number, in: round, to: leader, &outbox)
    } else if accept(vote, in: round, &outbox) {
      hear(from: leader, vote.number, &outbox)
      send(.accepted(round: round, number: vote.number), to: leader, &outbox)
    } else {
      refuse(vote.number, in: round, to: leader, &outbox)
    }
  }

  mutating func accept(_ vote: Vote, in round: Int, _ outbox: inout Outbox<Self>) -> Bool {
    guard approves(vote.entry), storage.acceptor.accept(vote, in: round) else { return false }
    note(.accepted(vote, round: round), &outbox)
    return true
  }

  /// Counts an acceptance. The one that completes the quorum makes the entry chosen; later ones tell
  /// whom it is enough to remind of it.
  mutating func count(
    acceptanceOf acceptor: ActorID, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    guard var attempt = attempt(at: round, number), let cluster = cluster(of: round) else { return }
    switch attempt.phase {
    case .peeking, .electing: break
    case .proposing(let entry, var acceptors, let refusers):
      acceptors.insert(acceptor)
      attempt.phase = .proposing(entry, acceptors: acceptors, refusers: refusers)
      setAttempt(attempt)
      guard acceptors.count >= cluster.acceptQuorum else {
        return expectAnswers(to: attempt, &outbox)
      }
      note(.declared(Vote(number: number, entry: entry), round: round), &outbox)
      announce(attempt, acceptors, refusers, &outbox)
      commit(entry, in: round, &outbox)
      if attempt.entry != entry { noteFailure(of: attempt.entry, .railroaded, &outbox) }
    case .committing(let entry, let pending):
      guard pending.contains(acceptor) else { break }
      send(.commitByID(round: round, entry.id), to: acceptor, &outbox)
      setPending(pending.subtracting([acceptor]), attempt)
    }
  }

  /// Counts a refusal. An election is lost by one, unless the candidate is persistent; a proposal by
  /// so many that no quorum is left.
  mutating func count(
    refusalOf refuser: ActorID, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    guard let attempt = attempt(at: round, number) else { return }
    switch attempt.phase {
    case .peeking: count(answerOf: refuser, attempt, &outbox)
    case .electing where !configuration.isPersistent:
      endAttempt(at: round)
      noteFailure(of: attempt.entry, .lost, &outbox)
    case .electing, .proposing: count(lackOf: refuser, attempt, &outbox)
    case .committing(let entry, let pending):
      guard pending.contains(refuser) else { break }
      send(.commit(round: round, entry), to: refuser, &outbox)
      setPending(pending.subtracting([refuser]), attempt)
    }
  }
}
