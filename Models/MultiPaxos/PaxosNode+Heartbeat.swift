import PaxcheckKit

/// Appending nothing, in order to lead or because the node leads.
///
/// - SeeAlso: paxakos, README, "Heartbeats", "Ensure Leadership"; its `Importance` of an append.
extension PaxosNode {
  /// Appends nothing if the node leads. If it does not, it must not take the lead from the leader,
  /// so it only peeks.
  mutating func beat(_ outbox: inout Outbox<Self>) {
    guard let round = freeRound else { return }
    if leads(round) { begin(.none, in: round, &outbox) } else { peek(at: round, &outbox) }
  }

  /// Appends nothing, whichever node may lead so far.
  mutating func campaign(_ outbox: inout Outbox<Self>) {
    guard let round = freeRound else { return }
    begin(.none, in: round, &outbox)
  }

  /// The first open round that no attempt has reserved.
  var freeRound: Int? {
    openRounds.first { round in !attempts.contains { $0.round == round } }
  }

  /// Asks whether a round has converged. This is no election: it changes no promise.
  private mutating func peek(at round: Int, _ outbox: inout Outbox<Self>) {
    guard let cluster = cluster(of: round), cluster.peekQuorum > 0 else { return }
    let nothing = Entry(id: Entry.ID(author: id, serial: 0), operation: .none)
    let number = -outbox.uniqueNumber()
    setAttempt(
      Attempt(round: round, entry: nothing, number: number, phase: .peeking(answerers: [])))
    for node in others(in: round) { send(.peek(round: round, number: number), to: node, &outbox) }
  }

  /// Counts an answer that told of no entry. With a quorum of them the node knows that the round had
  /// not converged when it asked.
  mutating func count(
    answerOf node: ActorID, _ attempt: Attempt, _ outbox: inout Outbox<Self>
  ) {
    guard case .peeking(var answerers) = attempt.phase, let cluster = cluster(of: attempt.round)
    else { return }
    answerers.insert(node)
    if answerers.count >= cluster.peekQuorum {
      endAttempt(at: attempt.round)
    } else {
      var attempt = attempt
      attempt.phase = .peeking(answerers: answerers)
      setAttempt(attempt)
      expectAnswers(to: attempt, &outbox)
    }
  }
}
