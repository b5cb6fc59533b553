public import PaxcheckModel

/// How many members of a group must agree, and which sets of members these are.
///
///     Quorum.majority(of: 5) == 3
///     Quorum.sets(of: 2, among: 3) == [[0, 1], [0, 2], [1, 2]]
///     // Flexible quorums: four promise, two accept.
///     Quorum.alwaysMeet(4, 2, among: 5)
public enum Quorum {
  /// The smallest number of members of which every two sets have a member in common.
  public static func majority(of members: Int) -> Int { members / 2 + 1 }

  /// All sets of so many members, which are counted from 0, in ascending order of their words.
  ///
  /// - Precondition: There are at most 64 members.
  /// - Complexity: O(*n*) for *n* sets.
  public static func sets(of size: Int, among members: Int) -> [BitSet<Int>] {
    Mistake.unless(0...64 ~= members, "quorums are sets of at most 64 members, not \(members)")
    guard size > 0, size <= members else { return size == 0 ? [BitSet()] : [] }
    let all = BitSet<Int>(below: members).word
    var word = BitSet<Int>(below: size).word
    var sets: [BitSet<Int>] = []
    while word & ~all == 0 {
      sets.append(BitSet(word: word))
      // The next larger number with as many bits.
      let lowest = word & (0 &- word)
      let (carried, overflow) = word.addingReportingOverflow(lowest)
      if overflow { break }
      word = carried | ((word ^ carried) >> 2) / lowest
    }
    return sets
  }

  /// Whether every set of `one` members and every set of `other` members have a member in common.
  public static func alwaysMeet(_ one: Int, _ other: Int, among members: Int) -> Bool {
    one + other > members
  }
}
