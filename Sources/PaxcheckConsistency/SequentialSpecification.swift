/// What an object does when its operations run one after another: the meaning of a history.
///
/// The value is the state of the object; a fresh one is its initial state. A specification is pure:
/// equal states answer equal operations alike.
///
///     struct Flag: SequentialSpecification {
///       var isRaised = false
///       mutating func apply(_ raise: Bool) -> Bool {
///         defer { isRaised = isRaised || raise }
///         return isRaised
///       }
///     }
///
/// - SeeAlso: M. Herlihy, J. Wing, "Linearizability: A Correctness Condition for Concurrent
///   Objects", TOPLAS 1990, §2.2.
public protocol SequentialSpecification: Hashable, Sendable {
  /// What a client asks for, with its arguments.
  associatedtype Operation: Hashable & Sendable
  /// What the object answers.
  associatedtype Response: Hashable & Sendable

  /// Performs an operation and returns the object's answer.
  mutating func apply(_ operation: Operation) -> Response

  /// Performs an operation that was seen to be answered with `response`, if that is possible here.
  ///
  /// An object that may answer in more than one way, or a client that does not know all of an
  /// answer, implements this. The state after a refusal does not matter.
  ///
  /// - Returns: Whether the object may give this answer in this state.
  mutating func accept(_ response: Response, to operation: Operation) -> Bool
}

extension SequentialSpecification {
  /// Performs the operation and compares the answers.
  @inlinable
  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    apply(operation) == response
  }
}
