extension ActorSystem {
  /// A message that a sender outside the system can send to an actor, and that will be answered
  /// once the system has come to rest; `nil` if none is found.
  ///
  /// It is one that the system's own actors sent in a behaviour without faults, the last ones first,
  /// and preferably from actors that are not to crash: the clients.
  package func answeredRequest() -> Envelope<Message>? {
    var sent: [Envelope<Message>] = []
    let rest = rest(after: initialStates[0], steps: 500) { sent.append($0) }
    let clients = slots.filter { !$0.mayCrash }.map(\.id)
    let candidates =
      sent.reversed().filter { clients.contains($0.source) }
      + sent.reversed().filter { !clients.contains($0.source) }
    let stranger = ActorID(actorCount)
    return candidates.prefix(50).first { candidate in
      var state = rest
      state.network.insert(
        Envelope(from: stranger, to: candidate.destination, candidate.message))
      let end = self.rest(after: state, steps: 200) { _ in }
      return end.network.envelopes.contains { $0.destination == stranger }
    }
  }

  /// The state after deliveries alone, the oldest message first.
  private func rest(
    after state: State, steps: Int, _ visit: (Envelope<Message>) -> Void
  ) -> State {
    var state = state
    for _ in 0..<steps {
      let next = state.deliverable.lazy.compactMap { envelope in
        successor(of: state, after: .deliver(envelope)).map { (envelope, $0) }
      }.first
      guard let (envelope, successor) = next else { break }
      visit(envelope)
      state = successor
    }
    return state
  }
}
