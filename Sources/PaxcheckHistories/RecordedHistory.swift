/// A history as it was recorded from a running system.
public struct RecordedHistory: Sendable {
  /// The kind of object that its clients used.
  public internal(set) var object: ObjectKind
  /// The operations in the order of their invocations.
  public internal(set) var operations: [RecordedOperation]
  /// Operations that did not happen.
  public internal(set) var failed: [RecordedOperation] = []
  public internal(set) var values: ValueTable
  /// What the objects hold at first.
  var initial = InitialValues()
  /// How it is known what the object is, and what it holds at first.
  public internal(set) var basis = ""
  /// What was assumed of the history, and what of the file is not in it.
  public internal(set) var notes: [String] = []
  /// The names of the clients under their numbers, if they have any.
  var clientNames: [String] = []

  /// The numbers of the operations on each independent part, in the order in which the parts were
  /// first used: the objects under each key, and the elements of a set that is never read as a whole.
  /// Empty if nothing tells parts apart.
  var parts: [[Int]] {
    var parts: [[Int]] = []
    var numbers = Array(repeating: -1, count: values.count)
    let areElements = object == .set && !operations.contains { $0.kind == .read }
    let haveKeys = operations.contains { $0.key != operations[0].key }
    guard areElements || haveKeys else { return [] }
    if areElements, haveKeys { return elementsUnderKeys }
    for (index, operation) in operations.enumerated() {
      let name = Int(areElements ? operation.argument : operation.key)
      if numbers[name] < 0 {
        numbers[name] = parts.count
        parts.append([])
      }
      parts[numbers[name]].append(index)
    }
    return parts
  }

  private var elementsUnderKeys: [[Int]] {
    var parts: [[Int]] = []
    var numbers: [[Int32]: Int] = [:]
    for (index, operation) in operations.enumerated() {
      let part = numbers[[operation.key, operation.argument], default: parts.count]
      if part == parts.count {
        numbers[[operation.key, operation.argument]] = part
        parts.append([])
      }
      parts[part].append(index)
    }
    return parts
  }
}
