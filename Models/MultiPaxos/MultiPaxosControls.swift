import PaxcheckKit

extension MultiPaxosMutation {
  /// Mistakes where they do no harm, so that the checker must not report them.
  static let controls: [Mutation] = [
    control(
      .countsDuplicates, "counts answers among three nodes, where any two nodes are a quorum",
      at: "attempts=1,1", "network=unordered-duplicating"),
    control(
      .countsStaleAnswers, "counts stale acceptances among three nodes, where one is enough",
      at: "attempts=2,1"),
    control(
      .promisesNumberTwice, "promises a number twice, but holds one election at a time",
      at: "rounds=2"),
  ]

  private static func control(
    _ mutation: Self, _ summary: String, at assignments: String...
  ) -> Mutation {
    Mutation(mutation.rawValue, summary, caughtBy: nil, at: assignments)
  }
}
