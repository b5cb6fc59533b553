import PaxcheckModel

/// A number for an action of an actor system.
struct ActionKey {
  let bits: Int

  /// - Parameter number: The number of an envelope, or of an action that is about none.
  init(_ sort: StepSort, _ number: UInt32) { bits = Int(number) << 3 | sort.rawValue }

  init(bits: Int) { self.bits = bits }

  var sort: StepSort { StepSort(rawValue: bits & 7) ?? .delivery }
  var number: UInt32 { UInt32(bits >> 3) }
}
