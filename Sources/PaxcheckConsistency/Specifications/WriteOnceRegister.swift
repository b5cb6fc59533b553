/// A variable that keeps the first value written to it: what a single instance of consensus offers.
///
/// A later write succeeds only if it writes the value that is there already.
public struct WriteOnceRegister<Value: Hashable & Sendable>: SequentialSpecification {
  public var value: Value?

  /// A register that has not been written yet.
  public init() { value = nil }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case read
    case write(Value)

    public var description: String {
      switch self {
      case .read: "read"
      case .write(let value): "write \(text(of: value))"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to a read; `nil` before the first write.
    case value(Value?)
    /// The register holds the value of this write now.
    case written
    /// The register holds another value already.
    case refused

    public var description: String {
      switch self {
      case .value(let value): text(of: value)
      case .written: "ok"
      case .refused: "refused"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .read: return .value(value)
    case .write(let new):
      if value == nil { value = new }
      return value == new ? .written : .refused
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    operation == .read || response == .refused ? .none : .update
  }
}
