/// The part of a node that votes: all that it must not forget.
struct Acceptor: Hashable, Codable, Sendable {
  /// The number below which the node accepts nothing, by round. Never less in a later round, because
  /// a promise covers all rounds from its own on.
  var promises: [Int]
  /// What the node accepted under the greatest number, by round.
  var accepted: [Vote?]
  /// The greatest coordination number that the node has seen.
  var observed = 0

  init(rounds: Int) {
    promises = Array(repeating: 0, count: rounds)
    accepted = Array(repeating: nil, count: rounds)
  }

  /// The greatest number promised for any round.
  var strongestPromise: Int { promises.last ?? 0 }

  /// What is accepted from a round on.
  func votes(from round: Int) -> [RoundVote] {
    (round..<accepted.count).compactMap { round in
      accepted[round].map { RoundVote(round: round, vote: $0) }
    }
  }

  /// Phase 1b: promises to ignore numbers below `number` from `round` on, unless as much was promised
  /// before.
  mutating func promise(_ number: Int, from round: Int) -> Bool {
    observed = max(observed, number)
    guard number > strongestPromise else { return false }
    for later in round..<promises.count { promises[later] = number }
    return true
  }

  /// Phase 2b: accepts a proposal, unless a greater number was promised.
  ///
  /// A proposal below the one last accepted is accepted too, but not kept. Accepting is no promise.
  mutating func accept(_ vote: Vote, in round: Int) -> Bool {
    observed = max(observed, vote.number)
    guard vote.number >= promises[round] else { return false }
    accepted.merge(vote, in: round)
    return true
  }
}
