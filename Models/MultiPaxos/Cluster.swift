import PaxcheckKit

/// The nodes that decide about a round, in the order that gives each of them its own coordination
/// numbers.
struct Cluster: Hashable, Sendable {
  /// Its place among the clusters that decide one after the other: two that have the same members are
  /// not the same.
  let epoch: Int
  var members: [ActorID]
  /// How many members must promise, counting the candidate.
  var promiseQuorum: Int
  /// How many members must accept, counting the leader.
  var acceptQuorum: Int
  /// How many other members must answer one that asks whether a round has converged.
  var peekQuorum: Int
  /// Whether members use the same numbers instead of their own. They must not.
  var sharesNumbers = false

  /// Nodes of which a majority must agree, in both phases.
  init(epoch: Int, members: [ActorID]) {
    self.epoch = epoch
    self.members = members
    promiseQuorum = members.count / 2 + 1
    acceptQuorum = promiseQuorum
    peekQuorum = promiseQuorum - 1
  }

  /// How many of its members meet every quorum that may accept an entry.
  var blockingMinority: Int { members.count - acceptQuorum + 1 }

  /// The least coordination number from `bound` on that belongs to a member.
  ///
  /// A number belongs to the member whose place it leaves as a remainder, so no two members share one.
  ///
  /// - SeeAlso: T. Chandra, R. Griesemer, J. Redstone, "Paxos Made Live", 2007, §4.1, note 1.
  func number(of member: ActorID, from bound: Int) -> Int? {
    guard let place = members.firstIndex(of: member) else { return nil }
    if sharesNumbers { return bound }
    let size = members.count
    return bound + (place - bound % size + size) % size
  }
}
