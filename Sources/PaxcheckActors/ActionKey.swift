/// A number for an action of an actor system.
struct ActionKey {
  enum Sort: Int {
    case delivery
    case loss
    case timeout
    case choice
    case crash
    case recovery
  }

  let bits: Int

  /// - Parameter number: The number of an envelope, or of a local action.
  init(_ sort: Sort, _ number: UInt32) { bits = Int(number) << 3 | sort.rawValue }

  init(bits: Int) { self.bits = bits }

  var sort: Sort { Sort(rawValue: bits & 7) ?? .delivery }
  var number: UInt32 { UInt32(bits >> 3) }
  /// Whether the number is that of an envelope.
  var isOfNetwork: Bool { sort == .delivery || sort == .loss }
}
