/// A growing array of trivial values in one block of memory, without checks, for hot loops.
///
/// A pointer taken from `base` stays valid until the next `releaseRetired()` for the elements that were
/// there: others may read these while one thread appends.
///
/// - Complexity: `append` is amortised O(1).
struct FlatArray<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int
  /// Blocks of memory that became too small, with their capacities.
  private var retired: [(base: UnsafeMutablePointer<Element>, capacity: Int)] = []

  init(capacity: Int = 64) {
    self.capacity = capacity
    base = allocateZeroed(capacity)
  }

  deinit {
    deallocateZeroed(base, capacity)
    for block in retired { deallocateZeroed(block.base, block.capacity) }
  }

  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  subscript(index: Int) -> Element {
    assert(index < count, "index \(index) of \(count)")
    return base[index]
  }

  mutating func append(_ element: Element) {
    if count == capacity { reserve(2 * capacity) }
    base[count] = element
    count += 1
  }

  private mutating func reserve(_ newCapacity: Int) {
    let larger: UnsafeMutablePointer<Element> = allocateZeroed(newCapacity)
    larger.update(from: base, count: count)
    retired.append((base, capacity))
    base = larger
    capacity = newCapacity
  }

  /// Gives back what is not read any more.
  mutating func releaseRetired() {
    for block in retired { deallocateZeroed(block.base, block.capacity) }
    retired.removeAll()
  }
}
