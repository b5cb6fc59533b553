/// A number that can be added to and read. It wraps around where it would overflow.
public struct Counter: SequentialSpecification {
  public var value: Int

  /// A counter with its initial value.
  public init(_ value: Int = 0) { self.value = value }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case add(Int)
    case read

    public var description: String {
      switch self {
      case .add(let amount): "add \(amount)"
      case .read: "read"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case added
    /// The answer to a read.
    case value(Int)

    public var description: String {
      switch self {
      case .added: "ok"
      case .value(let value): String(value)
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .add(let amount):
      value &+= amount
      return .added
    case .read:
      return .value(value)
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    operation == .read ? .none : .update
  }
}
