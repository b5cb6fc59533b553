/// A growing array of trivial values in one block of memory, without checks, for hot loops.
///
/// - Complexity: `append` is amortised O(1). A pointer taken from `base` is valid until the next
///   `append`.
@usableFromInline
struct FlatArray<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline private(set) var base: UnsafeMutablePointer<Element>
  @usableFromInline private(set) var count = 0
  @usableFromInline private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  subscript(index: Int) -> Element {
    get {
      assert(index < count, "index \(index) of \(count)")
      return base[index]
    }
    nonmutating set {
      assert(index < count, "index \(index) of \(count)")
      base[index] = newValue
    }
  }

  mutating func append(_ element: Element) {
    if count == capacity { reserve(2 * capacity) }
    base[count] = element
    count += 1
  }

  mutating func removeAll() { count = 0 }

  mutating func removeLast(_ number: Int) { count -= number }

  private mutating func reserve(_ newCapacity: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
