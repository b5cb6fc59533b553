import PaxcheckKit

extension PaxosNode {
  /// The identity under which the node votes.
  var voter: Voter { Voter(node: id, incarnation: storage.incarnation) }

  /// Whether the node has a vote in a round.
  ///
  /// A node that has lost its memory is passive: it learns what is chosen, but has no vote in the
  /// rounds of a cluster that its earlier self belongs to. It becomes active again in the rounds of a
  /// cluster that admits its new self. A node without the knowledge of a round's cluster trusts those
  /// who ask it, unless some cluster knows it under another identity.
  ///
  /// - SeeAlso: E. Michael and others, "Recovering Shared Objects Without Stable Storage", DISC 2017,
  ///   for what goes wrong if it votes all the same.
  func mayVote(in round: Int) -> Bool {
    if storage.isEjected { return false }
    guard configuration.hasAmnesia else { return true }
    guard let cluster = cluster(of: round) else {
      return configuration.clusters.allSatisfy { $0.incarnations[id, default: 0] == 0 }
        && storage.incarnation == 0
    }
    return cluster.contains(voter)
  }

  /// Loses everything, the disk included. What the node has spent of its budgets is the model's
  /// concern, not part of its memory.
  mutating func loseMemory(_ outbox: inout Outbox<Self>) {
    let before = storage
    self = Self(configuration, id: id, budget: budget)
    storage.spend(before)
    storage.amnesias += 1
    storage.incarnation += 1
    // Decisions about requests of the past are forgotten, too.
    outbox.offers = []
    note(.forgot, &outbox)
  }
}

extension PaxosNode.Storage {
  /// Takes over what is spent, and under which identity the node goes.
  mutating func spend(_ before: Self) {
    submitted = before.submitted
    filled = before.filled
    polled = before.polled
    retried = before.retried
    abstained = before.abstained
    beats = before.beats
    campaigned = before.campaigned
    snapshots = before.snapshots
    verified = before.verified
    amnesias = before.amnesias
    incarnation = before.incarnation
  }
}
