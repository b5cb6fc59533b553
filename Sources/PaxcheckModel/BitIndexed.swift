/// A value that numbers itself, so that a `BitSet` can hold it as one bit.
public protocol BitIndexed: Hashable, Sendable {
  /// The integer whose bits stand for the elements of a set: `UInt8` holds the numbers 0…7.
  associatedtype BitSetWord: FixedWidthInteger & UnsignedInteger & Sendable

  /// The number of the value, from 0 up to the width of the word; no two values share one.
  var bitIndex: Int { get }

  /// The value of this number.
  init(bitIndex: Int)
}

extension Int: BitIndexed {
  public typealias BitSetWord = UInt64

  @inlinable
  public var bitIndex: Int { self }

  @inlinable
  public init(bitIndex: Int) { self = bitIndex }
}
