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
    storage.filled += 1
    begin(.fill, in: round, &outbox)
  }

  /// Asks the others what is chosen for the first open round.
  mutating func poll(_ outbox: inout Outbox<Self>) {
    let round = openRound
    guard round < configuration.rounds else { return }
    if configuration.polls != nil { storage.polled += 1 }
    for node in others(in: round) { send(.poll(round: round), to: node, &outbox) }
  }

  /// Tells what is chosen for a round, if the node knows. Who peeks wants an answer in any case.
  func answerPoll(of node: ActorID, about round: Int, _ outbox: inout Outbox<Self>) {
    guard isRetained(round) else {
      let snapshot = MultiPaxosMessage.snapshot(
        storage.snapshot, observed: storage.acceptor.observed)
      return send(snapshot, to: node, &outbox)
    }
    guard storage.committed[round] != nil || configuration.heartbeats > 0 else { return }
    send(conflict(with: 0, in: round), to: node, &outbox)
  }

  /// The first round whose entry the node can tell others, if it knows it.
  var firstRetained: Int { max(0, openRound - min(openRound, configuration.retained)) }
}
