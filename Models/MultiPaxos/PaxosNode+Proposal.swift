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
    guard accept(vote, in: round, &outbox) else { return }
    outbox.broadcast(.propose(round: round, vote), to: others(in: round))
    setAttempt(
      Attempt(
        round: round, entry: own, number: number, phase: .proposing(entry, acceptors: [])))
    count(acceptanceOf: id, number, in: round, &outbox)
  }

  /// Phase 2b: accepts a proposal, unless a greater number was promised.
  mutating func accept(_ vote: Vote, in round: Int, _ outbox: inout Outbox<Self>) -> Bool {
    guard storage.acceptor.accept(vote, in: round) else { return false }
    outbox.record(.accepted(vote, round: round))
    return true
  }

  /// Counts an acceptance. The one that completes the quorum makes the entry chosen.
  mutating func count(
    acceptanceOf acceptor: ActorID, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    guard var attempt = attempt(at: round, number),
      case .proposing(let entry, var acceptors) = attempt.phase
    else { return }
    acceptors.insert(acceptor)
    if acceptors.count >= configuration.acceptQuorum {
      endAttempt(at: round)
      outbox.record(.declared(Vote(number: number, entry: entry), round: round))
      storage.committed[round] = entry
    } else {
      attempt.phase = .proposing(entry, acceptors: acceptors)
      setAttempt(attempt)
    }
  }
}
