import PaxcheckKit

extension PaxosNode {
  /// The identity under which the node votes.
  var voter: Voter { Voter(node: id, incarnation: storage.incarnation) }

  /// Takes another identity than before: the node has lost everything, the disk included.
  mutating func takeNewIdentity(_ outbox: inout Outbox<Self>) {
    storage.incarnation = outbox.incarnation
    if configuration.amnesiaLosesMessages { outbox.loseIncoming() }
    note(.forgot, &outbox)
    outbox.save(storage)
  }
}
