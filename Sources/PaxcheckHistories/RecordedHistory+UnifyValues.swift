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
    for index in operations.indices {
      operations[index].argument = unified(operations[index].argument)
      if operations[index].kind == .compareAndSet {
        operations[index].secondArgument = unified(operations[index].secondArgument)
      } else {
        operations[index].output = unified(operations[index].output)
      }
    }
  }
}
