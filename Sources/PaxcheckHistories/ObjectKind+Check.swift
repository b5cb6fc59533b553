extension ObjectKind {
  /// Refuses operations that take or answer what the object cannot hold.
  func check(
    _ operations: [RecordedOperation], _ values: ValueTable, _ names: SeenNames
  ) throws(HistoryFileError) {
    let isOfTexts = self == .map && operations.contains { $0.kind == .append }
    if [.register, .casRegister].contains(self) || self == .map && !isOfTexts { return }
    let count = OperationKind.allCases.count
    var arguments = Array(repeating: ValueForms.any, count: count)
    var answers = Array(repeating: ValueForms.any, count: count)
    for operation in definition.operations where operation.kind != .compareAndSet {
      if operation.kind.arity != .none {
        arguments[Int(operation.kind.rawValue)] = operation.argument
      }
      answers[Int(operation.kind.rawValue)] = operation.answer.union(.null)
    }
    if isOfTexts { answers[Int(OperationKind.read.rawValue)].subtract([.list, .map]) }
    for operation in operations {
      let kind = Int(operation.kind.rawValue)
      if !arguments[kind].contains(values.form(of: operation.argument)) {
        throw misfit(operation, operation.argument, arguments[kind], values, names)
      }
      guard operation.isAnswered, operation.outcome == .succeeded else { continue }
      let answer = values.form(of: operation.output)
      let isMissing =
        answer == .null
        && (operation.kind == .contains || self == .counter && operation.kind == .read)
      if isMissing || !answers[kind].contains(answer) {
        throw misfit(operation, operation.output, answers[kind], values, names)
      }
    }
  }

  private func misfit(
    _ operation: RecordedOperation, _ value: Int32, _ expected: ValueForms,
    _ values: ValueTable, _ names: SeenNames
  ) -> HistoryFileError {
    let name = names.all.first {
      definition.operation(named: $0.normalized, isTold: true)?.kind == operation.kind
    }
    return HistoryFileError(
      line: Int(operation.line),
      "'\(name?.text ?? operation.kind.name)' of \(noun) is about \(expected.expectation), not \(values.text(value))"
    )
  }
}
