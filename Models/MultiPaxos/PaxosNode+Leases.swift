import PaxcheckKit

/// A lease that lives in the log: who holds it follows from the entries. Time is not modelled here, so
/// a lease may time out at any moment; what clocks are good for is the model `resource-lease`.
///
/// - SeeAlso: paxakos, README, "Leases", for the leaser and the releaser.
extension PaxosNode {
  /// The lease as far as the node knows the log.
  var lease: Lease? { state(before: openRound).lease }

  /// Takes the lease if it is free, or extends the node's own.
  mutating func takeLease(_ outbox: inout Outbox<Self>) {
    guard let round = freeRound, lease == nil || lease?.holder == id else { return }
    begin(lease.map { .extend($0.renewal) } ?? .take, in: round, &outbox)
  }

  /// Ends the lease: its holder gives it back, or any node finds that its time is over.
  mutating func releaseLease(_ outbox: inout Outbox<Self>) {
    guard let round = freeRound, let lease else { return }
    let renewal = configuration.releasesAnyLease ? nil : lease.renewal
    let release = Entry(id: newID(&outbox), operation: .release(renewal))
    note(.releases(lease.renewal, by: release.id), &outbox)
    submit(release, in: round, &outbox)
  }

  /// Notes which lease came to its end by the entry of a round.
  func noteEndOfLease(in round: Int, by entry: Entry, _ outbox: inout Outbox<Self>) {
    guard case .release = entry.operation, let before = state(before: round).lease,
      state(before: round + 1).lease == nil
    else { return }
    note(.released(before.renewal, by: entry.id), &outbox)
  }

  /// Whether the node has applied a release of what had been extended, or taken anew, by then.
  var hasLateRelease: Bool {
    (storage.snapshot.rounds..<openRound).contains { round in
      guard case .release = storage.committed[round]?.operation else { return false }
      return state(before: round + 1).lease != nil
    }
  }
}
