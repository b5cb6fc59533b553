import Testing

@testable import FastLeaderElection

/// Which of two votes is better must be a total order, or an election may go round in circles.
@Suite struct `Votes` {
  private static let all = (0...1).flatMap { epoch in
    (0...1).flatMap { transaction in
      (1...3).map { Vote(leader: $0, transaction: transaction, epoch: epoch) }
    }
  }

  /// How many pairs of different votes are in no order, how many in both, and how many triples are no chain.
  private func flaws(_ isBetter: (Vote, Vote) -> Bool) -> [Int] {
    let pairs = Self.all.flatMap { left in Self.all.map { (left, $0) } }.filter { $0 != $1 }
    let open = pairs.count { !isBetter($0, $1) && !isBetter($1, $0) }
    let circular = pairs.count { isBetter($0, $1) && isBetter($1, $0) }
    let broken = pairs.reduce(0) { count, pair in
      guard isBetter(pair.0, pair.1) else { return count }
      return count
        + Self.all.count { $0 != pair.0 && isBetter(pair.1, $0) && !isBetter(pair.0, $0) }
    }
    return [open, circular, broken]
  }

  @Test func `are in an order`() {
    #expect(flaws { $0.isBetter(than: $1) } == [0, 0, 0])
  }

  @Test func `were in none once`() {
    #expect(flaws { $0.isBetterInSomeRespect(than: $1) } == [0, 12, 40])
  }
}
