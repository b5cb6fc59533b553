/// A log that only grows: an append is told the index that its entry got.
public struct AppendOnlyLog<Entry: Hashable & Sendable>: SequentialSpecification {
  public var entries: [Entry]

  /// The index of the first entry.
  public let firstIndex: Int

  /// A log with its initial entries.
  public init(_ entries: [Entry] = [], firstIndex: Int = 0) {
    self.entries = entries
    self.firstIndex = firstIndex
  }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case append(Entry)
    /// Asks for all entries.
    case read

    public var description: String {
      switch self {
      case .append(let entry): "append \(text(of: entry))"
      case .read: "read"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to an append: the index of the entry, counted from `firstIndex`.
    case index(Int)
    /// The answer to an append by a client that did not learn the index.
    case appended
    /// The answer to a read.
    case entries([Entry])

    public var description: String {
      switch self {
      case .index(let index): "index \(index)"
      case .appended: "ok"
      case .entries(let entries): "[\(entries.map { text(of: $0) }.joined(separator: " "))]"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .append(let entry):
      entries.append(entry)
      return .index(firstIndex &+ (entries.count - 1))
    case .read:
      return .entries(entries)
    }
  }

  public mutating func accept(_ response: Response, to operation: Operation) -> Bool {
    let answer = apply(operation)
    if case .index = answer { return response == .appended || response == answer }
    return response == answer
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    operation == .read ? .none : .update
  }
}
