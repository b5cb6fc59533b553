public import PaxcheckModel

/// Looks at every reachable state of a model and judges all of its properties.
///
/// Counts, verdicts and paths depend on the model, the order and the limits alone, never on the
/// number of threads.
public struct ExhaustiveSearch: Sendable {
  public enum Order: Sendable, Hashable {
    /// Level by level: every path reported is a shortest one.
    case breadthFirst
    /// Deep states first, with a small frontier.
    case depthFirst
  }

  public var order: Order
  /// How many threads look at states at the same time.
  public var threads: Int
  public var limits: SearchLimits
  /// Whether `SearchStatistics.actionCounts` is filled in.
  public var countsActions: Bool
  /// Whether every handler is run twice to catch a model that is not deterministic.
  public var checksDeterminism: Bool
  public var progress: ProgressObserver?
  public var stop: StopSignal?

  public init(
    _ order: Order = .breadthFirst, threads: Int = 1, limits: SearchLimits = SearchLimits(),
    countsActions: Bool = false, checksDeterminism: Bool = false,
    progress: ProgressObserver? = nil, stop: StopSignal? = nil
  ) {
    precondition(threads > 0, "a search needs at least one thread, not \(threads)")
    self.order = order
    self.threads = threads
    self.limits = limits
    self.countsActions = countsActions
    self.checksDeterminism = checksDeterminism
    self.progress = progress
    self.stop = stop
  }

  /// Searches the space of `model`.
  ///
  /// - Throws: `ModelError` if the model contradicts itself or outgrows the state space.
  /// - Complexity: O(*v* + *e*) time and O(*v*) space for *v* distinct states and *e* transitions.
  @inlinable
  public func run<M: Model>(_ model: M) throws(ModelError) -> Outcome<M> {
    fatalError("the engine is not wired up yet")
  }
}

extension Model {
  /// Judges all properties, breadth-first and exhaustively unless told otherwise.
  @inlinable
  public func check(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws(ModelError)
    -> Outcome<Self>
  {
    try search.run(self)
  }
}
