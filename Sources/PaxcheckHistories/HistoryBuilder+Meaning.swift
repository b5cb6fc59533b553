extension HistoryBuilder {
  /// Refuses values that show that several objects were used at once.
  func refuseTransactions(of object: ObjectKind) throws(HistoryFileError) {
    if answers.ofAcquisitions.count > 1 {
      let values = answers.ofAcquisitions.map(\.description).joined(separator: " and ")
      throw HistoryFileError(
        line: 0,
        "locks were acquired with the values \(values), which may name locks or their holders; the key of "
          + "a lock is written {:key \(answers.ofAcquisitions[0])}, and a holder is left out")
    }
    guard [.register, .casRegister, .map].contains(object), values.hasTransactions else { return }
    var written: Set<[Datum]> = []
    for operation in operations where operation.kind != .read {
      for number in [operation.argument, operation.secondArgument] {
        if case .map(let entries) = values[number] { written.insert(entries.map(\.key)) }
      }
    }
    for operation in operations where operation.kind == .read {
      if values[operation.output].isTransaction {
        throw OperationNames.transaction(
          "'read' that answers with \(values.text(operation.output))", line: Int(operation.line))
      }
      guard case .map(let entries) = values[operation.output], !written.contains(entries.map(\.key))
      else { continue }
      throw OperationNames.transaction(
        "'read' that answers with \(values.text(operation.output))", line: Int(operation.line))
    }
  }

  /// Gives answers the meaning that they have for an object.
  ///
  /// Those that say no are of operations that did not happen, unless the object tells why; those that say
  /// yes, or repeat the argument, tell nothing.
  mutating func settleAnswers(of object: ObjectKind) throws(HistoryFileError) {
    try settlePuts(of: object)
    if let no = values.knownNumber(of: .boolean(false)) {
      let isValue = operations.contains { $0.kind.putsIn && $0.argument == no }
      for index in operations.indices where operations[index].output == no {
        if operations[index].kind.takesOut, !isValue {
          operations[index].output = ValueTable.null
        } else if isAcknowledgement(index, of: object) {
          sayNo(to: index)
        }
      }
    }
    if let yes = values.knownNumber(of: .boolean(true)) {
      for index in operations.indices
      where operations[index].output == yes && isAcknowledgement(index, of: object) {
        operations[index].output = ValueTable.null
      }
    }
    settleRepetitions(of: object)
  }

  /// Whether true and false say no more than whether it worked.
  private func isAcknowledgement(_ index: Int, of object: ObjectKind) -> Bool {
    object != .set && (operations[index].kind.mayAnswer || operations[index].kind.putsIn)
  }

  private mutating func settleRepetitions(of object: ObjectKind) {
    guard names.all.contains(where: { $0.kind.mayAnswer }) else { return }
    var repeated: [OperationKind] = []
    for index in operations.indices {
      let operation = operations[index]
      guard operation.kind.mayAnswer || operation.kind == .enqueue || operation.kind == .push,
        operation.output != ValueTable.null, isRepetition(operation)
      else { continue }
      if operation.kind.mayAnswer, values.form(of: operation.output) == .integer,
        !repeated.contains(operation.kind)
      {
        repeated.append(operation.kind)
      }
      operations[index].output = ValueTable.null
    }
    guard object == .counter || object == .log else { return }
    for kind in repeated {
      notes.append("the answers of '\(kind.name)' only repeat its argument, and tell nothing")
    }
  }

  /// A put that answers with the value before it is a swap; one that does not is a write.
  private mutating func settlePuts(of object: ObjectKind) throws(HistoryFileError) {
    guard names.usesPut else { return }
    guard let previous = answers.previous else {
      for index in operations.indices where operations[index].kind.putsIn {
        operations[index].output = ValueTable.null
      }
      return
    }
    guard object == .map || object == .casRegister, names.texts(of: .write) == ["put"] else {
      throw HistoryFileError(
        line: previous.line,
        "'put' of \(object.noun) answers with nothing, not \(previous.value); one that answers with the "
          + "value before it is a swap")
    }
    notes.append("'put' is taken to answer with the value before it")
    for index in operations.indices where operations[index].kind == .write {
      let before = operations[index].output
      operations[index].kind = .swap
      operations[index].output = before
    }
  }
}
