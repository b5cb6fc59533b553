/// Operations in the order of their returns: a binary heap.
struct ReturnQueue {
  private var heap: [(returned: Int, number: Int)] = []

  /// The operation that returns first, of several the one with the least number.
  var first: (returned: Int, number: Int)? { heap.first }

  /// Complexity: O(log *n*).
  mutating func insert(_ number: Int, returned: Int) {
    heap.append((returned, number))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Complexity: O(log *n*).
  mutating func popFirst() -> (returned: Int, number: Int)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
