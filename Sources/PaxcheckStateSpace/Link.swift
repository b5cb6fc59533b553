/// How a state was first reached: from which state, by which of its actions.
///
/// Links are ordered as a sequential search meets them.
@frozen
public struct Link: Hashable, Comparable, Sendable {
  @usableFromInline let bits: UInt64

  @inlinable
  init(bits: UInt64) { self.bits = bits }

  /// - Parameters:
  ///   - rank: The rank of the state before.
  ///   - action: The place of the action among those of that state, below 2²⁴.
  @inlinable
  public init(fromRank rank: UInt32, action: UInt32) {
    bits = UInt64(rank) << 32 | UInt64(action)
  }

  /// The rank of an initial state's imaginary predecessor.
  @inlinable
  public static var root: UInt32 { .max }

  /// The rank of the state before.
  @inlinable
  public var rank: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
  /// The place of the action among the actions of the state before.
  @inlinable
  public var action: UInt32 { UInt32(truncatingIfNeeded: bits) }

  @inlinable
  public static func < (left: Link, right: Link) -> Bool { left.bits < right.bits }
}
