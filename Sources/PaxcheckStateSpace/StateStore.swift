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

  /// Gives ranks to fresh states, given by handle, in the order of their links.
  ///
  /// - Parameter limit: The largest number of ranks to give out in all; the rest is left out.
  /// - Returns: The handles of the states that got ranks, in the order of these, and of the others.
  public func rank(_ states: [UInt32], limit: Int) -> (
    ranked: ArraySlice<UInt32>, rest: ArraySlice<UInt32>
  ) {
    var order = states
    if fresh.isShared { order.sort { fresh.link($0) < fresh.link($1) } }
    let ranked = order.prefix(max(0, limit - count))
    for handle in ranked { tree.append(fresh.link(handle)) }
    return (ranked, order[ranked.endIndex...])
  }

  /// Gives a state that has a rank another link.
  public func replaceLink(of rank: UInt32, by link: Link) { tree.replace(rank, by: link) }
}
