/// The number of an attempt to have a value chosen; a higher ballot supersedes a lower one.
///
/// Ballots of different servers differ, because each server makes them with its own number.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §2.2, where it is the number of a proposal.
public struct Ballot: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  let round: Int
  let leader: Int

  /// Below all ballots that a server makes.
  static let zero = Ballot(round: 0, leader: 0)

  public static func < (left: Ballot, right: Ballot) -> Bool {
    (left.round, left.leader) < (right.round, right.leader)
  }

  public var description: String { "\(round).\(leader)" }
}
