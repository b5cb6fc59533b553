/// A history as it was recorded from a running system.
public struct RecordedHistory: Sendable {
  /// The kind of object that its clients used.
  public internal(set) var object: ObjectKind
  /// The operations in the order of their invocations.
  public internal(set) var operations: [RecordedOperation]
  public internal(set) var values: ValueTable

  /// The numbers of the operations on each key, in the order in which the keys were first used.
  var parts: [[Int]] {
    var parts: [[Int]] = []
    var numbers: [Int32: Int] = [:]
    for (index, operation) in operations.enumerated() {
      let part = numbers[operation.key] ?? parts.count
      if part == parts.count {
        numbers[operation.key] = part
        parts.append([])
      }
      parts[part].append(index)
    }
    return parts
  }
}
