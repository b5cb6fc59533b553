/// A sum over a sequence of words that a changed, missing or misplaced word changes, too.
///
/// It is the same in every process and on every machine.
public struct Checksum: Hashable, Sendable {
  public private(set) var value: UInt64

  public init(_ value: UInt64 = 0) { self.value = value }

  /// Adds a word: the state and output functions of SplitMix64, one after the other.
  public mutating func add(_ word: UInt64) {
    var z = (value ^ word) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    value = z ^ (z >> 31)
  }
}
