import PaxcheckModel

/// Telling states apart by numbers of a few bits, so that a search need not keep the states themselves.
///
/// A fingerprint is a function of the numbers of a state's components, the same in every process and on
/// every machine. Two states may have the same one. A search that meets the second takes it for the
/// first then, and may miss it and what only it leads to; what it does find is genuine.
public struct Fingerprints: Hashable, Sendable {
  /// The number of bits of a fingerprint.
  public let bits: Int

  /// - Parameter bits: From 1 to 64.
  public init(bits: Int = 64) {
    Mistake.unless(1...64 ~= bits, "fingerprints of \(bits) bits; 1 to 64 are possible")
    self.bits = bits
  }

  /// How likely it is at most that a search misses states and ends with `states` distinct ones:
  /// *n* (*n* + 1) / 2^(*b* + 1) for *n* states and *b* bits.
  ///
  /// Up to its first miss the search goes the way of an exact one. So the state missed first is at most
  /// number *n* + 1 on that way, and an earlier one has its fingerprint. There are *n* (*n* + 1) / 2
  /// pairs of these states, each of which has one fingerprint with a probability of 2^-*b*: the union
  /// bound. (U. Stern and D. L. Dill, "Improved Probabilistic Verification by Hash Compaction", CHARME
  /// 1995, discuss such bounds.)
  ///
  /// The assumption is that the keys of the function are random and the model was made without regard
  /// to them; see `MultilinearHash`. In fact they are fixed, so that a second search of the same model
  /// adds no evidence.
  public func missProbability(states: Int) -> Double {
    let pairs = Double(states) * (Double(states) + 1) / 2
    return min(1, pairs / Double(sign: .plus, exponent: bits, significand: 1))
  }

  /// As many of the upper bits of a hash as a fingerprint has.
  @inline(__always)
  func cut(_ hash: UInt64) -> UInt64 { hash & ~0 << UInt64(64 - bits) }
}
