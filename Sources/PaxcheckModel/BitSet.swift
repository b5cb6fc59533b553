/// A set of values that number themselves, in one machine word: cheap to copy, compare and hash.
///
/// The obvious way to write a fast state: sets of process numbers (`BitSet<Int>`, numbers below 64)
/// or of messages that say which bit they are. No copy or change allocates. Elements come in the
/// order of their numbers, so a set may be iterated, be part of an action, and be printed.
@frozen
public struct BitSet<Element: BitIndexed>: Sendable {
  /// Bit *i* is 1 if the element number *i* is in the set.
  public var word: Element.BitSetWord

  @inlinable
  public init(word: Element.BitSetWord) { self.word = word }

  /// How many elements there are.
  @inlinable
  public var count: Int { word.nonzeroBitCount }

  @inlinable
  static func bit(of element: Element) -> Element.BitSetWord {
    let index = element.bitIndex
    Mistake.unless(
      index >= 0 && index < Element.BitSetWord.bitWidth, "a bit set has no bit for this element")
    return 1 &<< Element.BitSetWord(truncatingIfNeeded: index)
  }
}

extension BitSet where Element == Int {
  /// The numbers from 0 up to, but not including, `bound`.
  @inlinable
  public init(below bound: Int) {
    Mistake.unless(0...64 ~= bound, "a bit set holds numbers below 64, not below \(bound)")
    self.init(word: bound == 64 ? .max : (1 &<< UInt64(bound)) &- 1)
  }
}

extension BitSet: Hashable {}

extension BitSet: SetAlgebra {
  @inlinable
  public init() { self.init(word: 0) }

  @inlinable
  public var isEmpty: Bool { word == 0 }

  @inlinable
  public func contains(_ member: Element) -> Bool { word & Self.bit(of: member) != 0 }

  @inlinable
  @discardableResult
  public mutating func insert(_ newMember: __owned Element) -> (
    inserted: Bool, memberAfterInsert: Element
  ) {
    let isNew = !contains(newMember)
    word |= Self.bit(of: newMember)
    return (isNew, newMember)
  }

  @inlinable
  @discardableResult
  public mutating func update(with newMember: __owned Element) -> Element? {
    insert(newMember).inserted ? nil : newMember
  }

  @inlinable
  @discardableResult
  public mutating func remove(_ member: Element) -> Element? {
    guard contains(member) else { return nil }
    word &= ~Self.bit(of: member)
    return member
  }

  @inlinable
  public mutating func formUnion(_ other: __owned Self) { word |= other.word }

  @inlinable
  public mutating func formIntersection(_ other: Self) { word &= other.word }

  @inlinable
  public mutating func formSymmetricDifference(_ other: __owned Self) { word ^= other.word }

  @inlinable
  public func union(_ other: __owned Self) -> Self { Self(word: word | other.word) }

  @inlinable
  public func intersection(_ other: Self) -> Self { Self(word: word & other.word) }

  @inlinable
  public func symmetricDifference(_ other: __owned Self) -> Self { Self(word: word ^ other.word) }

  @inlinable
  public func subtracting(_ other: Self) -> Self { Self(word: word & ~other.word) }
}

extension BitSet: Sequence {
  /// The elements of a set in the order of their numbers.
  @frozen
  public struct Iterator: IteratorProtocol {
    @usableFromInline var rest: Element.BitSetWord

    @inlinable
    init(_ word: Element.BitSetWord) { rest = word }

    @inlinable
    public mutating func next() -> Element? {
      guard rest != 0 else { return nil }
      defer { rest &= rest &- 1 }
      return Element(bitIndex: rest.trailingZeroBitCount)
    }
  }

  @inlinable
  public func makeIterator() -> Iterator { Iterator(word) }

  @inlinable
  public var underestimatedCount: Int { count }
}

extension BitSet: CustomStringConvertible, CustomReflectable {
  /// The elements in braces: `{0, 2}`.
  public var description: String {
    "{" + map { String(describing: $0) }.joined(separator: ", ") + "}"
  }

  public var customMirror: Mirror {
    Mirror(self, unlabeledChildren: Array(self), displayStyle: .set)
  }
}
