import PaxcheckKit

extension PaxosNode {
  /// Phase 3: those who accepted the entry are reminded of it, those who refused it get it in full,
  /// and those who have not answered get what their answer calls for, once it comes.
  mutating func announce(
    _ attempt: Attempt, _ acceptors: Set<ActorID>, _ refusers: Set<ActorID>,
    _ outbox: inout Outbox<Self>
  ) {
    guard configuration.commits, case .proposing(let entry, _, _) = attempt.phase else { return }
    let others = others(in: attempt.round)
    for node in others {
      if acceptors.contains(node) {
        send(.commitByID(round: attempt.round, entry.id), to: node, &outbox)
      } else if refusers.contains(node) {
        send(.commit(round: attempt.round, entry), to: node, &outbox)
      }
    }
    var committing = attempt
    let pending = Set(others).subtracting(acceptors).subtracting(refusers)
    committing.phase = .committing(entry, pending: pending)
    setPending(pending, committing)
  }

  mutating func setPending(_ pending: Set<ActorID>, _ attempt: Attempt) {
    guard case .committing(let entry, _) = attempt.phase else { return }
    var attempt = attempt
    attempt.phase = .committing(entry, pending: pending)
    setAttempt(attempt)
    if pending.isEmpty { endAttempt(at: attempt.round) }
  }

  /// Learns what is chosen for a round, and applies what can be applied now.
  mutating func commit(_ entry: Entry, in round: Int, _ outbox: inout Outbox<Self>) {
    guard isRetained(round), storage.committed[round] != entry else { return }
    let applied = openRound
    storage.committed[round] = entry
    note(.committed(entry, round: round), &outbox)
    let overtaken = attempts.first { $0.round == round && !$0.isCommitting }
    attempts.removeAll { $0.round == round && !$0.isCommitting }
    if let overtaken, overtaken.entry != entry {
      let failure: AppendFailure = overtaken.isProposing(entry) ? .railroaded : .converged
      noteFailure(of: overtaken.entry, failure, &outbox)
    }
    for round in applied..<openRound { apply(round, &outbox) }
  }

  /// Learns that what the node has accepted is chosen. Nothing comes of it if it has not.
  mutating func commit(_ id: Entry.ID, in round: Int, _ outbox: inout Outbox<Self>) {
    guard let entry = storage.acceptor.accepted[round]?.entry, entry.id == id else { return }
    commit(entry, in: round, &outbox)
  }
}
