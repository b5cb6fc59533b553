import PaxcheckStateSpace

/// States that were found but not looked at yet, in the order in which to look at them.
protocol Frontier {
  /// The number of states that wait.
  var count: Int { get }
  /// The depth of the deepest state found; an initial state has depth 1.
  var deepest: Int { get }
  /// In breadth-first order the depth of the states taken out last; otherwise 0.
  var expandedDepth: Int { get }

  /// The states at the depth limit that were not expanded, by rank.
  var unexpanded: [UInt32] { get }

  /// Takes out the states to look at next.
  mutating func next(atMost number: Int) -> Batch?

  /// The states that are known to come out of `next(atMost:)` next.
  func upcoming(atMost number: Int) -> Block?

  /// Adds the states whose ranks are `ranks`, found while the last batch was looked at.
  mutating func add(_ ranks: Range<Int>, in store: StateStore)

  /// Learns of other ways, found in the last batch, to states that are known.
  mutating func revisit(_ revisits: [(rank: UInt32, link: Link)], in store: StateStore)
}

/// States to look at together.
struct Batch {
  enum Purpose {
    case expand
    /// The state was expanded before, but its successors are closer than they seemed.
    case expandAgain
    /// The state lies at the depth limit.
    case judge
  }

  var block: Block
  var purpose: Purpose
}

extension Frontier {
  var expandedDepth: Int { 0 }

  func upcoming(atMost number: Int) -> Block? { nil }

  mutating func revisit(_ revisits: [(rank: UInt32, link: Link)], in store: StateStore) {}
}
