/// A queue without bound that values enter and leave at both ends.
public struct DoubleEndedQueue<Value: Hashable & Sendable>: SequentialSpecification {
  /// The values inside, from the front to the back.
  public var values: [Value]

  /// A queue with its initial values, from the front to the back.
  public init(_ values: [Value] = []) { self.values = values }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case pushFront(Value)
    case pushBack(Value)
    case popFront
    case popBack

    public var description: String {
      switch self {
      case .pushFront(let value): "push-front \(text(of: value))"
      case .pushBack(let value): "push-back \(text(of: value))"
      case .popFront: "pop-front"
      case .popBack: "pop-back"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case pushed
    /// The answer to a pop; `nil` if the queue was empty.
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
    case .pushFront(let value):
      values.insert(value, at: 0)
      return .pushed
    case .pushBack(let value):
      values.append(value)
      return .pushed
    case .popFront:
      return .popped(values.isEmpty ? nil : values.removeFirst())
    case .popBack:
      return .popped(values.popLast())
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    response == .popped(nil) ? .none : .update
  }
}
