import PaxcheckKit

extension PaxosNode {
  /// Whether the node knows what is chosen for a later round but not for this one, so that it cannot
  /// apply what it knows.
  func isGap(_ round: Int) -> Bool {
    !hasConverged(round) && storage.committed[round...].contains { $0 != nil }
  }

  /// Has something chosen for a round that holds up later ones. It takes an election like any other
  /// attempt, so that it finds out what may be chosen there already.
  mutating func fill(_ round: Int, _ outbox: inout Outbox<Self>) {
    guard isGap(round) else { return }
    begin(.fill, in: round, &outbox)
  }

  /// Asks the others what is chosen for the first open round.
  mutating func poll(_ outbox: inout Outbox<Self>) {
    let round = openRound
    guard round < configuration.rounds else { return }
    for node in others(in: round) { send(.poll(round: round), to: node, &outbox) }
  }

  /// Tells what is chosen for a round, if the node knows.
  func answerPoll(of node: ActorID, about round: Int, _ outbox: inout Outbox<Self>) {
    if storage.committed[round] != nil || !isRetained(round) {
      answer(node, about: round, 0, &outbox)
    }
  }

  /// Tells what the node knows of a round.
  func answer(_ node: ActorID, about round: Int, _ number: Int, _ outbox: inout Outbox<Self>) {
    guard isRetained(round) else {
      let snapshot = MultiPaxosMessage.snapshot(
        storage.snapshot, observed: storage.acceptor.observed)
      return send(snapshot, to: node, &outbox)
    }
    send(conflict(with: number, in: round), to: node, &outbox)
  }

  /// The first round whose entry the node can tell others, if it knows it.
  var firstRetained: Int { max(0, openRound - min(openRound, configuration.retained)) }
}
