import PaxcheckKit

/// The nodes that decide about a round, in the order that gives each of them its own coordination
/// numbers.
struct Cluster: Hashable, Sendable {
  /// Its place among the clusters that decide one after the other: two that have the same members are
  /// not the same.
  let epoch: Int
  var members: [ActorID]
  /// Under which incarnation members belong to the cluster, if it is not the first.
  var incarnations: [ActorID: Int] = [:]
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

  /// The identities of the members.
  var voters: [Voter] {
    members.map { Voter(node: $0, incarnation: incarnations[$0, default: 0]) }
  }

  func contains(_ voter: Voter) -> Bool {
    members.contains(voter.node) && incarnations[voter.node, default: 0] == voter.incarnation
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
