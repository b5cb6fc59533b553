import Synchronization

/// How far a search has come.
public struct SearchProgress: Sendable, Hashable {
  public var uniqueStates = 0
  /// The number of states found before the search went on from a checkpoint.
  public var resumedStates = 0
  public var generatedStates = 0
  /// The number of states on the longest path followed so far.
  public var depth = 0
  /// States found but not yet looked at.
  public var frontier = 0
  /// Random runs completed.
  public var runs = 0
  public var memoryBytes = 0
  public var elapsed: Duration = .zero

  public init() {}
}

/// Called by the thread that started the search, about ten times a second.
public typealias ProgressObserver = @Sendable (SearchProgress) -> Void

/// A request to stop that one thread, or a signal handler, makes and a search obeys soon.
public final class StopSignal: Sendable {
  private let requested = Atomic<Bool>(false)

  public init() {}

  /// Asks every search that holds this signal to end and report what it has.
  public func request() { requested.store(true, ordering: .relaxed) }

  /// Whether a stop was requested.
  public var isRequested: Bool { requested.load(ordering: .relaxed) }
}
