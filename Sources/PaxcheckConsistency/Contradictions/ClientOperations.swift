public import PaxcheckModel

/// Operations that clients were seen to perform, which tell what is wrong with them.
public protocol ClientOperations: Sendable {
  /// Whether the operations so far are linearizable.
  var isLinearizable: Bool { get }

  /// Why they are not; `nil` if they are.
  ///
  /// Events that no sequential client can cause are a malformed history, which says nothing about
  /// linearizability.
  var diagnosis: Diagnosis? { get }

  /// The same object before the first operation.
  var beginning: Self { get }
}

extension OperationHistory: ClientOperations {
  public var diagnosis: Diagnosis? {
    if let error { return Diagnosis(malformed: error) }
    if isLinearizable { return nil }
    return Contradiction(history)?.diagnosis ?? Diagnosis("no order explains the operations")
  }

  public var beginning: Self { Self(of: initial) }
}

extension LinearizabilityMonitor: ClientOperations {
  public var diagnosis: Diagnosis? {
    if let error { return Diagnosis(malformed: error) }
    guard !isLinearizable else { return nil }
    return Diagnosis("no order explains the operations, of which a monitor keeps none to show")
  }

  public var beginning: Self { Self(of: initial) }
}

extension OperationRecord: ClientOperations {
  public var diagnosis: Diagnosis? {
    switch self {
    case .full(let history): history.diagnosis
    case .monitor(let monitor): monitor.diagnosis
    }
  }

  public var beginning: Self {
    switch self {
    case .full(let history): .full(history.beginning)
    case .monitor(let monitor): .monitor(monitor.beginning)
    }
  }
}

extension Diagnosis {
  /// Events that are not those of sequential clients.
  init<Specification>(malformed error: HistoryError<Specification>) {
    self.init(error.description, violation: "malformed history")
  }
}
