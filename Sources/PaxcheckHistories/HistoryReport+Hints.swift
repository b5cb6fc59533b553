extension HistoryReport {
  /// What could be said of the history, if it is true, so that it may have an order.
  var hints: [String] {
    guard let conflict, history.initial.isFresh else { return [] }
    let key = history.operations[conflict.culprit].key
    let operations = history.operations.filter { $0.key == key }
    guard let seen = history.object == .counter ? counted(operations) : held(operations) else {
      return []
    }
    let value = history.values.text(seen)
    return [
      "\(value) was seen before anything could have made it \(value); if it begins as \(value), say "
        + "--initial \(value)"
    ]
  }

  /// A value that a register was seen to hold before anything that writes it was invoked.
  private func held(_ operations: [RecordedOperation]) -> Int32? {
    guard [.register, .casRegister, .map].contains(history.object),
      !operations.contains(where: { $0.kind == .append })
    else { return nil }
    var written: [Int32: Int] = [:]
    for operation in operations {
      let value =
        switch operation.kind {
        case .write, .swap: operation.argument
        case .compareAndSet where operation.outcome != .refused: operation.secondArgument
        default: ValueTable.null
        }
      written[value] = min(written[value] ?? .max, operation.invoked)
    }
    for operation in operations where operation.outcome == .succeeded {
      let value = operation.kind == .compareAndSet ? operation.argument : operation.output
      if value != ValueTable.null, written[value] ?? .max > operation.returned { return value }
    }
    return nil
  }

  /// A value that a counter was seen to have before anything was added.
  private func counted(_ operations: [RecordedOperation]) -> Int32? {
    let first = operations.filter { $0.kind != .read }.map(\.invoked).min() ?? .max
    return operations.first {
      $0.kind == .read && $0.returned < first && history.values[$0.output] != .integer(0)
    }?.output
  }
}
