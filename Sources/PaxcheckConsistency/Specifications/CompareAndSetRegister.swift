/// One variable that can be read, written, swapped, and replaced if it has an expected value.
public struct CompareAndSetRegister<Value: Hashable & Sendable>: SequentialSpecification {
  public var value: Value

  /// A register with its initial value.
  public init(_ value: Value) { self.value = value }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case read
    case write(Value)
    case compareAndSet(expected: Value, new: Value)
    /// Writes, and asks for the value before it.
    case swap(Value)

    public var description: String {
      switch self {
      case .read: "read"
      case .write(let value): "write \(text(of: value))"
      case .compareAndSet(let expected, let new): "cas \(text(of: expected)) \(text(of: new))"
      case .swap(let value): "swap \(text(of: value))"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to a read, or to a swap.
    case value(Value)
    /// The answer to a write.
    case written
    /// The answer to a comparison: whether the register had the expected value.
    case compared(Bool)

    public var description: String {
      switch self {
      case .value(let value): text(of: value)
      case .written: "ok"
      case .compared(let isEqual): isEqual ? "ok" : "fail"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .read: return .value(value)
    case .write(let new):
      value = new
      return .written
    case .compareAndSet(let expected, let new):
      guard value == expected else { return .compared(false) }
      value = new
      return .compared(true)
    case .swap(let new):
      defer { value = new }
      return .value(value)
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    switch operation {
    case .read: .none
    case .write: .overwrite
    case .compareAndSet(let expected, let new):
      response == .compared(false) || expected == new ? .none : .update
    case .swap: response == nil ? .overwrite : .update
    }
  }
}
