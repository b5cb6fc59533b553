/// One variable that can be read and written.
public struct Register<Value: Hashable & Sendable>: SequentialSpecification {
  public var value: Value

  /// A register with its initial value.
  public init(_ value: Value) { self.value = value }

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
    /// The answer to a read.
    case value(Value)
    /// The answer to a write.
    case written

    public var description: String {
      switch self {
      case .value(let value): text(of: value)
      case .written: "ok"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .read: return .value(value)
    case .write(let new):
      value = new
      return .written
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    operation == .read ? .none : .overwrite
  }
}
