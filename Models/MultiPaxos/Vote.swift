/// An entry and the coordination number under which it was proposed: what an acceptor accepts for a
/// round.
public struct Vote: Hashable, Codable, Sendable, CustomStringConvertible {
  let number: Int
  let entry: Entry

  public var description: String { "\(entry) at \(number)" }
}

extension [Vote?] {
  /// Keeps, for one round, the vote of the greatest number.
  mutating func merge(_ vote: Vote, in round: Int) {
    if let known = self[round], known.number >= vote.number { return }
    self[round] = vote
  }
}
