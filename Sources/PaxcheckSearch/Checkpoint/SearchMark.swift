import PaxcheckStateSpace

/// How far a search has come at a moment between two blocks.
///
/// Blocks that were cut short by a limit or a signal do not count: a search that goes on from a mark
/// goes the way of one that was never interrupted.
struct SearchMark: Sendable, Hashable {
  /// The number of blocks expanded.
  var blocks = 0
  /// The depth of the deepest states expanded, in breadth-first order.
  var depth = 0
  /// The number of states found.
  var states = 0
  /// The number of entries of the memo; see `MemoLog`.
  var memoEntries = 0
  var generatedStates = 0
  var boundaryCuts = 0
  /// Those among `boundaryCuts` that a scenario made.
  var scenarioCuts = 0
  /// For each property the state or step that answers it, if there is one.
  var discoveries: [Discovery?] = []
  /// Empty unless actions are counted.
  var actionCounts: [String: Int] = [:]
}
