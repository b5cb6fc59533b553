import PaxcheckStateSpace

/// A queue: states in the order of their ranks, one level after the other.
struct BreadthFirstFrontier: Frontier {
  private let depthLimit: Int
  private var depth = 0
  /// Ranks: the level's first, the next to look at, the next level's first, and the end.
  private var levelStart = 0
  private var nextRank = 0
  private var levelEnd = 0
  private var end = 0

  init(depthLimit: Int?) { self.depthLimit = depthLimit ?? .max }

  var count: Int { end - nextRank }
  var expandedDepth: Int { depth }
  var deepest: Int { end > levelEnd ? depth + 1 : depth }

  mutating func next(atMost number: Int) -> Batch? {
    if nextRank == levelEnd {
      guard end > levelEnd else { return nil }
      levelStart = levelEnd
      levelEnd = end
      depth += 1
    }
    let ranks = nextRank..<min(levelEnd, nextRank + number)
    nextRank = ranks.upperBound
    return Batch(block: Block(ranks), purpose: depth == depthLimit ? .judge : .expand)
  }

  func upcoming(atMost number: Int) -> Block? {
    guard nextRank < levelEnd, depth != depthLimit else { return nil }
    return Block(nextRank..<min(levelEnd, nextRank + number))
  }

  var unexpanded: [UInt32] {
    depth == depthLimit ? (levelStart..<levelEnd).map(UInt32.init) : []
  }

  mutating func add(_ ranks: Range<Int>, in store: StateStore) { end = ranks.upperBound }
}
