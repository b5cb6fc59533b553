/// What the operations of a history tell of the object.
struct ObjectEvidence {
  private(set) var kinds: OperationKinds = []
  /// By the number of each kind of operation: the forms of its arguments.
  private(set) var arguments = Array(repeating: ValueForms(), count: OperationKind.allCases.count)
  /// By the number of each kind of operation: the forms of what it was answered.
  private(set) var answers = Array(repeating: ValueForms(), count: OperationKind.allCases.count)
  private(set) var hasKeys = false

  init(of builder: HistoryBuilder) {
    let values = builder.values
    for operation in builder.operations {
      let kind = Int(operation.kind.rawValue)
      kinds.insert(operation.kind)
      hasKeys = hasKeys || operation.key != ValueTable.null
      if operation.kind.arity != .none {
        arguments[kind].formUnion(values.form(of: operation.argument))
      }
      guard operation.isAnswered, operation.outcome == .succeeded, !operation.kind.putsIn else {
        continue
      }
      if operation.kind.mayAnswer, builder.isRepetition(operation) { continue }
      answers[kind].formUnion(values.form(of: operation.output))
    }
  }
}

extension HistoryBuilder {
  /// Whether an answer only repeats the argument, as clients do that learn no more than that it worked.
  func isRepetition(_ operation: RecordedOperation) -> Bool {
    !tellsValuesApart && operation.output == operation.argument
      && !answers.telling.contains(operation.kind)
  }
}
