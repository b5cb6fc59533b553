extension RecordedHistory {
  /// An operation with its answer, as drawings write it: `read > 3`.
  public func text(of number: Int) -> String {
    let operation = operations[number]
    var words = [name(of: operation)]
    if operation.key != 0 { words.append(values.text(operation.key)) }
    switch operation.kind.arity {
    case .none: break
    case .optional:
      if operation.argument != ValueTable.null { words.append(values.text(operation.argument)) }
    case .one: words.append(values.text(operation.argument))
    case .two: words += [values.text(operation.argument), values.text(operation.secondArgument)]
    }
    if operation.outcome == .refused { words += [">", "fail"] }
    if operation.outcome == .succeeded, let answer = answer(of: operation) {
      words += [">", answer]
    }
    return words.joined(separator: " ")
  }

  private func name(of operation: RecordedOperation) -> String {
    guard object == .map, operation.key != 0 else { return operation.kind.name }
    return switch operation.kind {
    case .read: "get"
    case .write: "put"
    default: operation.kind.name
    }
  }

  private func answer(of operation: RecordedOperation) -> String? {
    switch operation.kind {
    case .read, .swap, .contains: values.text(operation.output)
    case .dequeue, .pop, .popFront, .popBack:
      operation.output == ValueTable.null ? "empty" : values.text(operation.output)
    case .add, .subtract, .fetchAndAdd, .remove, .append, .acquire:
      operation.output == ValueTable.null ? nil : values.text(operation.output)
    case .write, .compareAndSet, .enqueue, .push, .pushFront, .pushBack, .release: nil
    }
  }

  /// The key of the object that an operation is about, if objects have keys.
  public func key(of number: Int) -> String? {
    let key = operations[number].key
    return key == ValueTable.null ? nil : values.text(key)
  }

  /// An operation with its client and line: `'read > 3' of client 4 (line 85)`.
  public func reference(to number: Int) -> String {
    let operation = operations[number]
    return "'\(text(of: number))' of \(name(ofClient: operation.client)) (line \(operation.line))"
  }

  /// What a client is called: `client 4`, or its name if it has one.
  public func name(ofClient client: Int32) -> String {
    clientNames.isEmpty ? "client \(client)" : clientNames[Int(client)]
  }

  /// What was assumed of the history, what of the file is not in it, and whether nothing is.
  public var remarks: [String] {
    guard operations.isEmpty else { return notes }
    return notes + [
      failed.isEmpty
        ? "no operation was recorded, so there was nothing to judge"
        : "every operation failed, so nothing took effect and there was nothing to judge"
    ]
  }

  /// How it is known what the object is, what it holds at first, and the remarks.
  public var basisAndNotes: [String] { (basis.isEmpty ? [] : [basis]) + remarks }

  /// How many clients there are.
  public var clientCount: Int { Set(operations.lazy.map(\.client)).count }

  /// How many keys there are.
  public var keyCount: Int {
    operations.contains { $0.key != operations[0].key }
      ? Set(operations.lazy.map(\.key)).count : 1
  }
}
