/// Successors that were produced but not looked up yet.
///
/// Looking up many at a time lets the processor fetch their table slots while it produces others.
final class CandidateBuffer {
  static let capacity = 128
  /// The most kinds of actions that are counted apart.
  static let kindCapacity = 1 << 10

  let width: Int
  let vectors: UnsafeMutablePointer<ComponentID>
  let hashes: UnsafeMutablePointer<UInt64>
  let links: UnsafeMutablePointer<UInt64>
  let kinds: UnsafeMutablePointer<UInt16>
  let kindCounts: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) var count = 0
  /// Where successors are reported instead of inserted.
  @exclusivity(unchecked) var collected: Successors?

  init(width: Int) {
    self.width = width
    vectors = .allocate(capacity: width * Self.capacity)
    hashes = .allocate(capacity: Self.capacity)
    links = .allocate(capacity: Self.capacity)
    kinds = .allocate(capacity: Self.capacity)
    kindCounts = .allocate(capacity: Self.kindCapacity)
    kindCounts.initialize(repeating: 0, count: Self.kindCapacity)
  }

  deinit {
    vectors.deallocate()
    hashes.deallocate()
    links.deallocate()
    kinds.deallocate()
    kindCounts.deallocate()
  }
}
