import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// Changes what a node keeps and says after whatever it did.
  mutating func tamper(
    with mutation: MultiPaxosMutation, _ outbox: inout Outbox<Self>
  ) {
    switch mutation {
    case .neverRetries: outbox.cancel(.retry)
    case .deniesProposed: exposed = []
    case .reportsOneRound: outbox.reportOneRound()
    case .overwritesNewerVote:
      for case .server(.accepted(let vote, let round)) in outbox.events {
        storage.acceptor.accepted[round] = vote
      }
    case .pollsByElection:
      let round = openRound
      guard round < configuration.rounds, let number = nextNumber(in: round) else { break }
      outbox.envelopes = outbox.envelopes.map { envelope in
        guard case .internal(.poll) = envelope.message else { return envelope }
        return Envelope(
          from: envelope.source, to: envelope.destination,
          .internal(.prepare(round: round, number: number)))
      }
    case .commitsOwnVote:
      for case .server(.declared(let vote, let round)) in outbox.events {
        for node in others(in: round) {
          send(.commitByID(round: round, vote.entry.id), to: node, &outbox)
        }
      }
    case .appliesOverGap:
      for case .server(.committed(_, let round)) in outbox.events where round > openRound {
        apply(round, &outbox)
      }
    case .answersRailroaded:
      for case .server(.committed(let entry, _)) in outbox.events {
        guard let request = requests.first, request != entry else { continue }
        requests.removeFirst()
        answer(request, with: state(before: openRound).register, &outbox)
      }
    case .readsLocally:
      guard let place = requests.firstIndex(where: { $0.operation == .read }) else { break }
      let request = requests.remove(at: place)
      attempts.removeAll { $0.entry == request }
      outbox.envelopes = []
      answer(request, with: state(before: openRound).register, &outbox)
    case .appliesTwice:
      for case .server(.committed(let entry, let round)) in outbox.events
      where round < openRound && storage.committed[..<round].contains(entry) {
        note(.applied(entry, round: round), &outbox)
      }
    default: break
    }
    if outbox.disk.durable != nil && !configuration.syncsLater { outbox.save(storage) }
  }

}

extension Outbox where A == PaxosNode {
  /// Leaves only the first round of each promise that is sent.
  fileprivate mutating func reportOneRound() {
    envelopes = envelopes.map { envelope in
      guard case .internal(.promise(let round, let number, let accepted)) = envelope.message
      else { return envelope }
      let first = accepted.filter { $0.round == round }
      return Envelope(
        from: envelope.source, to: envelope.destination,
        .internal(.promise(round: round, number: number, accepted: first)))
    }
  }
}
