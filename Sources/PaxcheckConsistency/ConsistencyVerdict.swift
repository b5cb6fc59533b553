/// What a check found out about a history.
public enum ConsistencyVerdict<Specification: SequentialSpecification>: Hashable, Sendable {
  /// This order of the operations explains every answer.
  ///
  /// It leaves out the operations without an answer that need not have taken effect.
  case consistent([ClientOperation<Specification>])
  /// No order explains every answer.
  case inconsistent(Inconsistency<Specification>)
  /// The check stopped before it had an answer.
  case undecided(UndecidedCheck)
  /// The events are not those of sequential clients.
  case malformed(HistoryError<Specification>)

  /// Whether an order exists, or `nil` if that is not known. A malformed history has none.
  public var isConsistent: Bool? {
    switch self {
    case .consistent: true
    case .inconsistent, .malformed: false
    case .undecided: nil
    }
  }

  /// The order found, if there is one.
  public var order: [ClientOperation<Specification>]? {
    if case .consistent(let order) = self { return order }
    return nil
  }
}

extension ConsistencyVerdict: CustomStringConvertible {
  public var description: String {
    switch self {
    case .consistent(let order):
      (["this order explains the history:"] + order.map { "  \($0)" }).joined(separator: "\n")
    case .inconsistent(let why): why.description
    case .undecided(let why): "undecided: \(why)"
    case .malformed(let error): error.description
    }
  }
}
