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

  /// What is known of an operation whatever the state of the object: a promise that saves work.
  ///
  /// If the object is made of parts, this is about the operation's part of it.
  ///
  /// - Parameters:
  ///   - operation: What the client asked for.
  ///   - response: Its answer, or `nil` if it never returned.
  static func effect(of operation: Operation, answered response: Response?) -> OperationEffect

  /// The independent part of the object that an operation is about, such as the key of a map.
  ///
  /// Operations on different parts must not influence each other's answers. `nil` if the object is
  /// not made of such parts.
  static func part(of operation: Operation) -> AnyHashable?
}

/// What is known of an operation in every state.
public enum OperationEffect: Hashable, Sendable {
  /// Where its answer is possible, it leaves the object as it is: a read.
  case none
  /// Its answer is always possible, and the state after it does not depend on the one before.
  case overwrite
  /// Anything else.
  case update
}

extension SequentialSpecification {
  /// Performs the operation and compares the answers.
  @inlinable
  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    apply(operation) == response
  }

  @inlinable
  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect { .update }

  @inlinable
  public static func part(of operation: Operation) -> AnyHashable? { nil }
}
