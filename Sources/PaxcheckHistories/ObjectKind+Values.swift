extension ObjectKind {
  /// Refuses an operation that puts in or gets what the object cannot hold or answer.
  func check(
    _ operation: RecordedOperation, _ values: ValueTable
  ) throws(HistoryFileError) {
    if [.register, .casRegister, .map, .mutex].contains(self) { return }
    let (argument, output) = (values[operation.argument], values[operation.output])
    let (value, isRight, expected): (Datum, Bool, String) =
      switch (self, operation.kind) {
      case (.queue, .enqueue), (.stack, .push): (argument, argument != .null, "a value")
      case (.counter, .add): (argument, argument.isIntegerOrNull, "a whole number")
      case (.counter, _): (output, output.isIntegerOrNull, "a whole number")
      case (.set, .read), (.log, .read):
        (output, output == .null || output.elements != nil, "a list")
      case (.set, .contains):
        (output, output == .null || output.isBoolean, "true or false")
      case (.log, .append): (output, output.isIntegerOrNull, "an index")
      default: (.null, true, "")
      }
    guard isRight else {
      throw HistoryFileError(
        line: Int(operation.line),
        "'\(operation.kind.name)' of a \(rawValue) is about \(expected), not \(value)")
    }
  }
}

extension Datum {
  fileprivate var isIntegerOrNull: Bool { self == .null || integerValue != nil }
}
