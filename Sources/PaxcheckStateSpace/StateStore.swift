/// What every state space remembers of its states, whatever they are made of: which are fresh, and
/// how each of the others was first reached.
///
/// A state has a *rank*, its place in the order of discovery, from the end of the block in which it was
/// met. Ranks do not depend on how threads share the work.
public final class StateStore {
  public let fresh: FreshStates
  /// How each state that has a rank was first reached.
  @exclusivity(unchecked) public private(set) var tree = SearchTree()

  /// - Parameter threads: The number of threads that will insert states.
  public init(threads: Int) { fresh = FreshStates(isShared: threads > 1) }

  /// The number of states that have a rank.
  public var count: Int { tree.count }

  /// The memory held, in bytes, if a fresh state takes `rowByteCount` besides its record.
  @usableFromInline
  func byteCount(rowByteCount: Int) -> Int {
    tree.byteCount + fresh.byteCount(rowByteCount: rowByteCount)
  }

  /// Gives ranks to fresh states in the order of their links.
  ///
  /// - Parameters:
  ///   - parts: The handles of the states, each part in the order of links.
  ///   - limit: The largest number of ranks to give out in all; the rest is left out.
  /// - Returns: The handles of the states in the order of their ranks, those without rank at the end.
  public func rank(_ parts: [[UInt32]], limit: Int) -> [UInt32] {
    let order = parts.dropFirst().reduce(parts[0], merge)
    for handle in order.prefix(max(0, limit - count)) { tree.append(fresh.link(handle)) }
    return order
  }

  private func merge(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if right.isEmpty { return left }
    var merged: [UInt32] = []
    merged.reserveCapacity(left.count + right.count)
    var place = 0
    for handle in left {
      let link = fresh.link(handle)
      while place < right.count, fresh.link(right[place]) < link {
        merged.append(right[place])
        place += 1
      }
      merged.append(handle)
    }
    return merged + right[place...]
  }

  /// Gives a state that has a rank another link.
  public func replaceLink(of rank: UInt32, by link: Link) { tree.replace(rank, by: link) }
}
