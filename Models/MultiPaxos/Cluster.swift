import PaxcheckKit

/// The nodes that decide about a round, in the order that gives each of them its own coordination
/// numbers.
struct Cluster: Hashable, Sendable {
  let members: [ActorID]
  /// Whether members use the same numbers instead of their own. They must not.
  var sharesNumbers = false

  /// How many members are a majority.
  var majority: Int { members.count / 2 + 1 }

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
