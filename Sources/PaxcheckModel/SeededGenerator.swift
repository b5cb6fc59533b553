/// A random number generator whose sequence is frozen: a seed means the same run in every release.
///
/// The algorithm is SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014). It offers integers and ratios only, so that no rounding can differ.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// A generator whose sequence depends on `seed` alone.
  @inlinable
  public init(seed: UInt64) { state = seed }

  /// The generator for one of many independent runs: a function of both numbers.
  @inlinable
  public init(seed: UInt64, run: Int) {
    self.init(seed: seed)
    state = next() ^ (UInt64(truncatingIfNeeded: run) &* 0xD1B5_4A32_D192_ED03)
    state = next()
  }

  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in `0..<bound`, each with the same probability but for a bias below 2⁻³².
  ///
  /// - Precondition: `bound` is in `1...2³²`.
  @inlinable
  public mutating func below(_ bound: Int) -> Int {
    Mistake.unless(bound > 0 && bound <= 1 << 32, "a bound of \(bound) is not in 1...2^32")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// `true` with the probability `ratio`.
  @inlinable
  public mutating func chance(_ ratio: Ratio) -> Bool {
    below(ratio.denominator) < ratio.numerator
  }
}

/// A probability as a fraction of whole numbers, written `1/10`.
public struct Ratio: Hashable, Sendable, CustomStringConvertible {
  public let numerator: Int
  public let denominator: Int

  /// A probability.
  ///
  /// - Precondition: `0 <= numerator <= denominator`, and `denominator` is in `1...2³²`.
  public init(_ numerator: Int, _ denominator: Int) {
    Mistake.unless(
      1...(1 << 32) ~= denominator && 0...denominator ~= numerator,
      "\(numerator)/\(denominator) is not a probability")
    self.numerator = numerator
    self.denominator = denominator
  }

  public static var zero: Ratio { Ratio(0, 1) }

  public var description: String { "\(numerator)/\(denominator)" }
}
