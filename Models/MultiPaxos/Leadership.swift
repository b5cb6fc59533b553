/// The election that a node won last.
struct Leadership: Hashable, Sendable {
  /// The first round that it covers; it covers all later ones.
  var termStart: Int
  /// The coordination number that a majority promised.
  var number: Int

  func covers(_ round: Int, with number: Int) -> Bool {
    round >= termStart && number == self.number
  }
}
