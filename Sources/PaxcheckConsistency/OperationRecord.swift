/// How much of the clients' past a model's states keep.
public enum HistoryKind: String, Hashable, Sendable, CaseIterable {
  /// All operations: an `OperationHistory`.
  case full
  /// What can still decide a verdict: a `LinearizabilityMonitor`.
  case monitor
}

/// What clients saw, as a variable of a model's state, kept in full, or only what can still matter.
///
/// Both say after every event the same about linearizability. States of a model that differ only in a
/// past that can decide nothing any more are different with a full history, and equal with a monitor.
public enum OperationRecord<Specification: SequentialSpecification>: Hashable, Sendable {
  public typealias Event = OperationHistory<Specification>.Event

  case full(OperationHistory<Specification>)
  case monitor(LinearizabilityMonitor<Specification>)

  /// The past of an object before the first operation.
  public init(_ kind: HistoryKind, of initial: Specification) {
    self =
      switch kind {
      case .full: .full(OperationHistory(of: initial))
      case .monitor: .monitor(LinearizabilityMonitor(of: initial))
      }
  }

  /// Extends the past by an event.
  public mutating func record(_ event: Event, by client: Int) {
    switch self {
    case .full(var history):
      history.record(event, by: client)
      self = .full(history)
    case .monitor(var monitor):
      monitor.record(event, by: client)
      self = .monitor(monitor)
    }
  }

  /// The client learns that its operation in flight had no effect, and never will have: it is as if
  /// it had never begun. An operation that may have had an effect must stay in flight instead.
  public mutating func withdraw(by client: Int) {
    switch self {
    case .full(var history):
      history.withdraw(by: client)
      self = .full(history)
    case .monitor(var monitor):
      monitor.withdraw(by: client)
      self = .monitor(monitor)
    }
  }

  /// Whether the operations so far are linearizable.
  public var isLinearizable: Bool {
    switch self {
    case .full(let history): history.isLinearizable
    case .monitor(let monitor): monitor.isLinearizable
    }
  }
}
