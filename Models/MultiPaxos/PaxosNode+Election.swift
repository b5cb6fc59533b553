import PaxcheckKit

extension PaxosNode {
  /// Phase 1a: begins an election for a round and all later ones, with a number that the node itself
  /// did not promise yet.
  mutating func prepare(_ entry: Entry, in round: Int, _ outbox: inout Outbox<Self>) {
    let acceptor = storage.acceptor
    let bound = max(acceptor.observed, acceptor.strongestPromise + 1)
    guard let number = cluster(of: round)?.number(of: id, from: bound) else { return }
    guard storage.acceptor.promise(number, from: round) else {
      return outbox.fail("a node refuses its own number \(number)")
    }
    note(.campaigned(number: number, round: round), &outbox)
    for node in others(in: round) {
      send(.prepare(round: round, number: number), to: node, &outbox)
    }
    let none = [Vote?](repeating: nil, count: configuration.rounds)
    setAttempt(
      Attempt(
        round: round, entry: entry, number: number,
        phase: .electing(promisers: [], merged: none)))
    count(promiseOf: id, number, from: round, storage.acceptor.votes(from: round), &outbox)
  }

  /// Phase 1b: promises to ignore lower numbers, and tells what is accepted.
  mutating func promise(
    _ number: Int, from round: Int, to candidate: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard mayVote(in: round) else { return }
    if !isRetained(round) || configuration.answersConflicts && hasConverged(round) {
      storage.acceptor.observed = max(storage.acceptor.observed, number)
      refuse(number, in: round, to: candidate, &outbox)
    } else if storage.acceptor.promise(number, from: round) {
      note(.promised(number: number, round: round), &outbox)
      let accepted = storage.acceptor.votes(from: round)
      send(.promise(round: round, number: number, accepted: accepted), to: candidate, &outbox)
    } else {
      refuse(number, in: round, to: candidate, &outbox)
    }
  }

  /// Says why a request is refused, so that its sender need not wait, and may catch up.
  func refuse(_ number: Int, in round: Int, to sender: ActorID, _ outbox: inout Outbox<Self>) {
    guard configuration.answersConflicts else { return }
    send(conflict(with: number, in: round), to: sender, &outbox)
  }

  func conflict(with number: Int, in round: Int) -> MultiPaxosMessage {
    let observed = storage.acceptor.observed
    guard round >= firstRetained else {
      return .forgotten(round: round, number: number, observed: observed)
    }
    return .conflict(
      round: round, number: number, observed: observed, converged: storage.committed[round])
  }

  /// Counts a promise. The one that completes the quorum wins the election.
  mutating func count(
    promiseOf promiser: ActorID, _ number: Int, from round: Int, _ accepted: [RoundVote],
    _ outbox: inout Outbox<Self>
  ) {
    guard var attempt = attempt(at: round, number),
      case .electing(var promisers, var merged, let refusers) = attempt.phase
    else { return }
    promisers.insert(promiser)
    for accepted in accepted { merged.merge(accepted.vote, in: accepted.round) }
    if let cluster = cluster(of: round), promisers.count >= cluster.promiseQuorum {
      win(attempt, merged, &outbox)
    } else {
      attempt.phase = .electing(promisers: promisers, merged: merged, refusers: refusers)
      setAttempt(attempt)
      expectAnswers(to: attempt, &outbox)
    }
  }

  /// A leader first accepts, under its own number, whatever may be chosen already in the rounds that
  /// it leads; then it proposes what may be chosen in this round, or else its own entry.
  private mutating func win(
    _ attempt: Attempt, _ merged: [Vote?], _ outbox: inout Outbox<Self>
  ) {
    if attempt.number > leadership?.number ?? 0 {
      leadership = Leadership(termStart: attempt.round, number: attempt.number)
    }
    for (round, vote) in merged.enumerated() where round > attempt.round {
      guard let vote, haveSameCluster(round, attempt.round) else { continue }
      _ = accept(Vote(number: attempt.number, entry: vote.entry), in: round, &outbox)
    }
    let entry = merged[attempt.round]?.entry ?? attempt.entry
    propose(entry, for: attempt.entry, attempt.number, in: attempt.round, &outbox)
  }
}
