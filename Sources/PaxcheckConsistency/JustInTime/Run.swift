/// A growing run of plain values that are not shared: what the inner loops of a search work on.
///
/// Unlike an array it cannot be copied, so that nothing is to be found out before a write. Positions
/// are checked in debug builds only.
struct Run<Element: BitwiseCopyable>: ~Copyable {
  /// `nil` as long as there has been nothing in it.
  private var memory: UnsafeMutablePointer<Element>?
  private var capacity = 0
  private(set) var count = 0

  init() {}

  init(repeating element: Element, count: Int) {
    reserve(count)
    memory?.initialize(repeating: element, count: count)
    self.count = count
  }

  deinit { memory?.deallocate() }

  private var base: UnsafeMutablePointer<Element> { memory.unsafelyUnwrapped }

  subscript(_ position: Int) -> Element {
    get {
      assert(position >= 0 && position < count)
      return base[position]
    }
    set {
      assert(position >= 0 && position < count)
      base[position] = newValue
    }
  }

  mutating func append(_ element: Element) {
    reserve(count + 1)
    base[count] = element
    count += 1
  }

  mutating func append(contentsOf other: borrowing Run) {
    guard let source = other.memory else { return }
    reserve(count + other.count)
    (base + count).update(from: source, count: other.count)
    count += other.count
  }

  /// Overwrites all values with those of another run from a position on.
  mutating func copy(_ other: borrowing Run, from position: Int = 0) {
    assert(position >= 0 && position + count <= other.count)
    guard let source = other.memory else { return }
    base.update(from: source + position, count: count)
  }

  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return base[count]
  }

  mutating func removeAll() { count = 0 }

  private mutating func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    capacity = max(needed, capacity * 2, 8)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    if let memory {
      larger.update(from: memory, count: count)
      memory.deallocate()
    }
    memory = larger
  }
}
