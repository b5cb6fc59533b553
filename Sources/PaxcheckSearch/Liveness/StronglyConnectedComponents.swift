/// The maximal sets of vertices of a graph that can all reach each other.
///
/// - SeeAlso: R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972.
/// - Complexity: O(*v* + *e*) time, O(*v*) space.
struct StronglyConnectedComponents {
  /// The number of each vertex's component.
  private(set) var number: [Int32]
  /// The sizes of components, by number.
  private var sizes: [Int32]
  private var hasSelfLoop: [Bool]

  /// The most memory that finding them takes in a graph of so many vertices, in bytes.
  static func byteCount(of vertices: Int) -> Int {
    // Four numbers and a flag for each vertex, and two stacks that grow by doubling.
    (4 * 4 + 1 + 2 * (8 + 16)) * vertices
  }

  /// - Parameters:
  ///   - firstEdges: For each vertex the place of its first edge, and at last the number of edges.
  ///   - target: The vertex to which an edge leads.
  init(firstEdges: [Int], target: (Int) -> Int32) {
    let count = firstEdges.count - 1
    number = Array(repeating: -1, count: count)
    sizes = Array(repeating: 0, count: count)
    hasSelfLoop = Array(repeating: false, count: count)
    var index = Array(repeating: Int32(-1), count: count)
    var low = index
    var nextIndex: Int32 = 0
    var open: [Int] = []
    var calls: [(vertex: Int, edge: Int)] = []

    func enter(_ vertex: Int) {
      index[vertex] = nextIndex
      low[vertex] = nextIndex
      nextIndex += 1
      open.append(vertex)
      calls.append((vertex, firstEdges[vertex]))
    }
    for root in 0..<count where index[root] < 0 {
      enter(root)
      while let (vertex, edge) = calls.last {
        if edge < firstEdges[vertex + 1] {
          calls[calls.count - 1].edge += 1
          let next = Int(target(edge))
          if next == vertex { hasSelfLoop[vertex] = true }
          if index[next] < 0 {
            enter(next)
          } else if number[next] < 0 {
            low[vertex] = min(low[vertex], index[next])
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last?.vertex { low[caller] = min(low[caller], low[vertex]) }
        guard low[vertex] == index[vertex] else { continue }
        while let member = open.popLast() {
          number[member] = Int32(vertex)
          sizes[vertex] += 1
          if member == vertex { break }
        }
      }
    }
  }

  /// Whether a vertex can reach itself by one edge or more.
  func isOnCycle(_ vertex: Int) -> Bool {
    hasSelfLoop[vertex] || sizes[Int(number[vertex])] > 1
  }
}
