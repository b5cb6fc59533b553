/// A stack without bound: last in, first out.
public struct Stack<Value: Hashable & Sendable>: SequentialSpecification {
  /// The values inside, the newest last.
  public var values: [Value]

  /// A stack with its initial values, the newest last.
  public init(_ values: [Value] = []) { self.values = values }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case push(Value)
    case pop

    public var description: String {
      switch self {
      case .push(let value): "push \(text(of: value))"
      case .pop: "pop"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case pushed
    /// The answer to a pop; `nil` if the stack was empty.
    case popped(Value?)

    public var description: String {
      switch self {
      case .pushed: "ok"
      case .popped(let value): value.map { text(of: $0) } ?? "empty"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .push(let value):
      values.append(value)
      return .pushed
    case .pop:
      return .popped(values.popLast())
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    response == .popped(nil) ? .none : .update
  }
}
