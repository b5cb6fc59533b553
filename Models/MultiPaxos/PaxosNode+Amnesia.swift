import PaxcheckKit

extension PaxosNode {
  /// The identity under which the node votes.
  var voter: Voter { Voter(node: id, incarnation: storage.incarnation) }

  /// Loses everything, the disk included, at once: no crash brings anything back. What the node has
  /// spent of its budgets is the model's concern, not part of its memory.
  mutating func loseMemory(_ outbox: inout Outbox<Self>) {
    let before = storage
    self = Self(configuration, id: id, budget: budget)
    storage.spend(before)
    storage.amnesias += 1
    storage.incarnation += 1
    // Decisions about requests of the past are forgotten, too.
    outbox.offers = []
    if configuration.amnesiaLosesMessages { outbox.loseIncoming() }
    note(.forgot, &outbox)
    setTimers(&outbox)
    outbox.save(storage)
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
    leased = before.leased
    snapshots = before.snapshots
    verified = before.verified
    amnesias = before.amnesias
    incarnation = before.incarnation
  }
}
