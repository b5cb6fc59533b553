/// Where a search gives up. A search that meets a limit says so and keeps what it found.
public struct SearchLimits: Sendable, Hashable {
  /// The number of states on the longest path to follow; an initial state alone is a path of 1.
  public var depth: Int?
  /// The number of distinct states to visit.
  public var states: Int?
  /// How long to search.
  public var time: Duration?
  /// How many bytes the process may have in memory or, where the system does not tell, the search.
  public var memoryBytes: Int?

  public init(
    depth: Int? = nil, states: Int? = nil, time: Duration? = nil, memoryBytes: Int? = nil
  ) {
    self.depth = depth
    self.states = states
    self.time = time
    self.memoryBytes = memoryBytes
  }
}
