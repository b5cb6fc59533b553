import PaxcheckStateSpace

/// What the folder of a checkpoint says about the search that wrote it.
public struct SavedSearch: Sendable, Hashable {
  /// Which program wrote the checkpoint, down to the build.
  public internal(set) var program: String
  /// The model and all of its parameters.
  public internal(set) var model: String
  /// The words with which the model was asked for.
  public internal(set) var request: [String]
  public internal(set) var order: ExhaustiveSearch.Order
  /// Whether kinds of actions were counted.
  var countsActions: Bool
  var mark = SearchMark()
  /// The sums over the words of the two data files.
  var treeSum = Checksum()
  var memoSum = Checksum()

  /// The number of distinct states found.
  public var uniqueStates: Int { mark.states }
}
