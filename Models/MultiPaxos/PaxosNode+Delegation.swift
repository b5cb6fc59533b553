import PaxcheckKit

/// The node that was last heard to lead.
struct KnownLeader: Hashable, Sendable {
  let node: ActorID
  /// The number under which it proposes.
  let number: Int
}

/// Passing requests on to the leader, which a node knows from its proposals.
///
/// - SeeAlso: paxakos, README, "Track Leadership", "Automatic Delegation".
extension PaxosNode {
  /// A node, perhaps this one, has proposed under a number, so it has won an election.
  mutating func hear(from leader: ActorID, _ number: Int, _ outbox: inout Outbox<Self>) {
    guard configuration.delegates, number > self.leader?.number ?? 0 else { return }
    self.leader = KnownLeader(node: leader, number: number)
    note(.followed(leader, number: number), &outbox)
  }

  /// The node to pass requests on to.
  var delegate: ActorID? {
    guard let leader, leader.node != id else { return nil }
    return leader.node
  }

  /// Attempts what another node passed on. Who does not lead any more leaves it: the other has the
  /// client's request, and may try again. So nothing is passed on twice.
  mutating func takeOver(_ entry: Entry, _ outbox: inout Outbox<Self>) {
    let isUnderWay = attempts.contains { $0.entry == entry }
    guard !isUnderWay, !storage.committed.contains(entry), leads(openRound) else { return }
    attempt(entry, &outbox)
  }
}
