/// A queue without bound: first in, first out.
public struct FIFOQueue<Value: Hashable & Sendable>: SequentialSpecification {
  /// The values inside, the oldest first.
  public var values: [Value]

  /// A queue with its initial values, the oldest first.
  public init(_ values: [Value] = []) { self.values = values }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case enqueue(Value)
    case dequeue

    public var description: String {
      switch self {
      case .enqueue(let value): "enqueue \(text(of: value))"
      case .dequeue: "dequeue"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    case enqueued
    /// The answer to a dequeue; `nil` if the queue was empty.
    case dequeued(Value?)

    public var description: String {
      switch self {
      case .enqueued: "ok"
      case .dequeued(let value): value.map { text(of: $0) } ?? "empty"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .enqueue(let value):
      values.append(value)
      return .enqueued
    case .dequeue:
      return .dequeued(values.isEmpty ? nil : values.removeFirst())
    }
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    response == .dequeued(nil) ? .none : .update
  }
}
