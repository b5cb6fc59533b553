extension RecordedHistory {
  /// Gives values of a map that mean the same the same number: no value is the empty text, and where texts
  /// are appended to, every value is a text.
  mutating func unifyValues() {
    let areTexts = operations.contains { $0.kind == .append }
    var numbers: [Int32: Int32] = [:]
    func unified(_ number: Int32) -> Int32 {
      if let known = numbers[number] { return known }
      var unified = number
      switch values[number] {
      case .string(""): unified = ValueTable.null
      case .string, .null: break
      case let other: if areTexts { unified = values.number(of: .string(other.description)) }
      }
      numbers[number] = unified
      return unified
    }
    initial.common.value = unified(initial.common.value)
    initial.ofKeys = initial.ofKeys.mapValues(unified)
    for index in operations.indices { Self.unify(&operations[index], unified) }
    for index in failed.indices { Self.unify(&failed[index], unified) }
  }

  private static func unify(_ operation: inout RecordedOperation, _ unified: (Int32) -> Int32) {
    operation.argument = unified(operation.argument)
    if operation.kind == .compareAndSet {
      operation.secondArgument = unified(operation.secondArgument)
    } else {
      operation.output = unified(operation.output)
    }
  }
}
