/// Which shortcuts a configuration search takes. None changes a verdict.
struct Reductions: OptionSet, Sendable {
  let rawValue: UInt8

  /// An overwriting operation may be placed, unseen, right before another one.
  static let hiddenWrites = Reductions(rawValue: 1)
  /// A configuration that can do less than another one is dropped. Rests on `hiddenWrites`.
  static let dominance = Reductions(rawValue: 2)
  /// Of open operations with the same action, the one that returns first is placed first.
  static let twins = Reductions(rawValue: 4)

  static let all: Reductions = [.hiddenWrites, .dominance, .twins]
}
