/// A fixed number of small numbers, 0…15, in one machine word: cheap to copy, compare and hash.
///
/// A `NibbleArray<UInt32>` has 8 elements, a `NibbleArray<UInt64>` 16, all 0 at first.
@frozen
public struct NibbleArray<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable
{
  /// Element *i* is in the four bits from 4 *i*.
  public var word: Word = 0

  /// An array of zeros.
  @inlinable
  public init() {}

  /// How many elements there are.
  @inlinable
  public static var count: Int { Word.bitWidth / 4 }

  /// The element at a position.
  ///
  /// - Precondition: `0 <= position < count`; a new value is in 0…15.
  @inlinable
  public subscript(position: Int) -> Int {
    get {
      Mistake.unless(position >= 0 && position < Self.count, "no such element")
      return Int(truncatingIfNeeded: (word &>> Word(truncatingIfNeeded: 4 * position)) & 15)
    }
    set {
      Mistake.unless(position >= 0 && position < Self.count, "no such element")
      Mistake.unless(newValue >= 0 && newValue < 16, "an element is in 0...15")
      let shift = Word(truncatingIfNeeded: 4 * position)
      word = word & ~(15 &<< shift) | Word(truncatingIfNeeded: newValue) &<< shift
    }
  }
}

extension NibbleArray: CustomStringConvertible {
  /// The elements in brackets, without the zeros at the end: `[3, 0, 1]`.
  public var description: String {
    let elements = (0..<Self.count).map { self[$0] }
    let used = elements.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    return String(describing: Array(elements.prefix(used)))
  }
}
