/// A lock: it can be acquired only while it is free, and released only while it is held.
///
/// It does not know who holds it.
public struct ExclusiveLock: SequentialSpecification {
  public var isHeld = false

  /// A free lock.
  public init() {}

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case acquire
    case release

    public var description: String { self == .acquire ? "acquire" : "release" }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case done
    case refused

    public var description: String { self == .done ? "ok" : "fail" }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    guard isHeld == (operation == .release) else { return .refused }
    isHeld.toggle()
    return .done
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    response == .refused ? .none : .update
  }
}
