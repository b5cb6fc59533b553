import PaxcheckKit

/// Clocks that tick for themselves, up to some time, and never differ by more than so many ticks.
///
/// While one of two such clocks measures a time, the other may fall behind by twice as much: from
/// being ahead by `skew` to being behind by it.
struct Clocks: Hashable, Sendable {
  /// What each clock shows.
  private(set) var times = NibbleArray<UInt32>()

  subscript(_ clock: Int) -> Int { times[clock] }

  /// Lets a clock tick; `nil` if it would be too far ahead of another, or it is time to stop.
  func ticking(_ clock: Int, of count: Int, skew: Int, until end: Int) -> Clocks? {
    let time = times[clock] + 1
    guard time <= end, (0..<count).allSatisfy({ time - times[$0] <= skew }) else { return nil }
    var next = self
    next.times[clock] = time
    return next
  }
}

extension Parameter {
  static func ticks(default value: Int) -> Parameter {
    .integer("ticks", 1...8, default: value, "how often a clock may tick")
  }

  static func duration(default value: Int) -> Parameter {
    .integer(
      "duration", 1...6, default: value, "how many ticks a lease lasts for those who grant it")
  }

  static func skew(default value: Int) -> Parameter {
    .integer("skew", 1...2, default: value, "by how many ticks clocks may differ")
  }

  static func margin(default value: Int) -> Parameter {
    .integer(
      "margin", 0...4, default: value, "how many ticks before its end a holder gives a lease up")
  }
}
