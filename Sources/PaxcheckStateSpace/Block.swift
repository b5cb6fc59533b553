/// States to expand before the next pause, in the order in which a sequential search expands them.
public struct Block: Sendable {
  /// The ranks, where they are not simply `first...`.
  public let ranks: [UInt32]?
  public let first: UInt32
  public let count: Int

  /// The states with consecutive ranks.
  public init(_ range: Range<Int>) {
    ranks = nil
    first = UInt32(range.lowerBound)
    count = range.count
  }

  /// The states with these ranks, in ascending order.
  public init(ranks: [UInt32]) {
    self.ranks = ranks
    first = 0
    count = ranks.count
  }

  @inlinable @inline(__always)
  public func rank(_ index: Int) -> UInt32 {
    ranks?[index] ?? first &+ UInt32(truncatingIfNeeded: index)
  }

  /// Whether a state is in the block.
  ///
  /// - Complexity: O(log *n*) for *n* states.
  public func contains(_ rank: UInt32) -> Bool {
    guard let ranks else { return rank >= first && Int(rank - first) < count }
    var low = 0
    var high = ranks.count
    while low < high {
      let middle = (low + high) / 2
      if ranks[middle] < rank { low = middle + 1 } else { high = middle }
    }
    return low < ranks.count && ranks[low] == rank
  }
}
