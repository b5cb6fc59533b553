/// A number that can be added to and read. It wraps around where it would overflow.
public struct Counter: SequentialSpecification {
  public var value: Int

  /// A counter with its initial value.
  public init(_ value: Int = 0) { self.value = value }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case add(Int)
    /// Adds, and asks for the value after it.
    case addAndFetch(Int)
    /// Adds, and asks for the value before it.
    case fetchAndAdd(Int)
    case read

    public var description: String {
      switch self {
      case .add(let amount): "add \(amount)"
      case .addAndFetch(let amount): "add-and-fetch \(amount)"
      case .fetchAndAdd(let amount): "fetch-and-add \(amount)"
      case .read: "read"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case added
    /// The answer to a read, or to an addition that asks for a value.
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
    case .addAndFetch(let amount):
      value &+= amount
      return .value(value)
    case .fetchAndAdd(let amount):
      defer { value &+= amount }
      return .value(value)
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
