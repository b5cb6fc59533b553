import PaxcheckActors

/// What lies behind an actor that no crash takes from it, in its storage file: how often it lost its storage,
/// how many unique numbers it was given, and what it spent of its budgets, four bits for each, as decimal
/// numbers: `0,3,17`.
struct StoredLifetime: Hashable, LosslessStringConvertible {
  private let amnesiaCount: Int
  private let drawnCount: Int
  private let spent: UInt64

  init(_ lifetime: Lifetime) {
    amnesiaCount = lifetime.amnesiaCount
    drawnCount = lifetime.drawnCount
    spent = lifetime.spent.word
  }

  init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { UInt64($0) }
    guard numbers.count == 3, let amnesia = numbers[0].flatMap({ Int(exactly: $0) }),
      let drawn = numbers[1].flatMap({ Int(exactly: $0) }), let spent = numbers[2]
    else { return nil }
    (amnesiaCount, drawnCount, self.spent) = (amnesia, drawn, spent)
  }

  var description: String { "\(amnesiaCount),\(drawnCount),\(spent)" }

  /// Puts it behind an actor.
  func restore(_ lifetime: inout Lifetime) {
    lifetime.amnesiaCount = amnesiaCount
    lifetime.drawnCount = drawnCount
    lifetime.spent.word = spent
  }
}
