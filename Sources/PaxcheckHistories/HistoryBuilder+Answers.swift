/// The answers met while a history was read that decide what answers mean.
struct SeenAnswers {
  /// The values with which operations were invoked that take none.
  var given: [Int: Datum] = [:]
  /// The kinds of operations one of which was answered with more than a repetition of its argument.
  var telling: OperationKinds = []
  /// How many operations were answered with false, and so did not happen.
  var no = 0
  /// The first `put` that was answered with another value than its own.
  var previous: (line: Int, value: Datum)?
  /// The values with which locks were acquired; two are enough.
  var ofAcquisitions: [Datum] = []
}

extension HistoryBuilder {
  /// Notes that an operation returned.
  mutating func succeed(
    _ index: Int, with answer: Datum, at moment: Int, line: Int
  ) throws(HistoryFileError) {
    let operation = operations[index]
    operations[index].outcome = .succeeded
    operations[index].returned = moment
    switch operation.kind {
    case .read, .swap, .contains, .dequeue, .pop, .popFront, .popBack:
      if !answers.given.isEmpty, let given = answers.given[index], given != answer {
        throw HistoryFileError(
          line: line,
          "'\(operation.kind.name)' was invoked with \(given) on line \(operation.line) and answered "
            + "with \(answer), but it takes no value; if that is a key, it is written {:key \(given)}"
        )
      }
      operations[index].output = values.number(of: answer)
    case .write, .enqueue, .push, .pushFront, .pushBack:
      try succeed(putting: index, with: answer, line: line)
    case .compareAndSet:
      if answer == .boolean(false) {
        operations[index].outcome = .refused
      } else if !answer.saysThatItWorked, !isRepetition(answer, of: operation) {
        throw unexpected(answer, to: operation, line: line)
      }
    case .add, .subtract, .fetchAndAdd, .append, .remove:
      let isRepetition = answer == values[operation.argument] && !tellsValuesApart
      if isRepetition && answer.isBoolean { return }
      if answer.saysThatItWorked && !answer.isBoolean { return }
      operations[index].output = values.number(of: answer)
      if !answer.isBoolean, !isRepetition { answers.telling.insert(operation.kind) }
    case .acquire, .release:
      let given = answers.given[index] ?? values[operation.argument]
      if given != .null, operation.kind == .acquire, answers.ofAcquisitions.count < 2,
        !answers.ofAcquisitions.contains(given)
      {
        answers.ofAcquisitions.append(given)
      }
      if answer == .boolean(false) {
        operations[index].outcome = .refused
      } else if !answer.saysThatItWorked, answer != given {
        guard operation.kind == .acquire else {
          throw unexpected(answer, to: operation, line: line)
        }
        operations[index].output = values.number(of: answer)
      }
    }
  }

  /// What puts a value in returns with no other value, unless it answers with the one before.
  private mutating func succeed(
    putting index: Int, with answer: Datum, line: Int
  ) throws(HistoryFileError) {
    let operation = operations[index]
    let value = values[operation.argument]
    let isPut = operation.kind == .write && names.usesPut
    if answer == value || answer.saysThatItWorked {
      if isPut, answer == value { operations[index].output = operation.argument }
    } else if answer == .boolean(false) {
      sayNo(to: index)
    } else if isPut {
      answers.previous = answers.previous ?? (line, answer)
      operations[index].output = values.number(of: answer)
    } else {
      throw unexpected(answer, to: operation, line: line)
    }
  }

  /// Notes that an operation was answered with false: it did not happen.
  mutating func sayNo(to index: Int) {
    failed.insert(index)
    answers.no += 1
  }

  private func isRepetition(_ answer: Datum, of comparison: RecordedOperation) -> Bool {
    guard case .list(let pair) = answer, pair.count == 2 else { return false }
    return pair[0] == values[comparison.argument] && pair[1] == values[comparison.secondArgument]
  }

  private func unexpected(
    _ answer: Datum, to operation: RecordedOperation, line: Int
  ) -> HistoryFileError {
    let about =
      operation.kind == .compareAndSet
      ? "[\(values[operation.argument]) \(values[operation.secondArgument])]"
      : "\(values[operation.argument])"
    let hint =
      operation.kind == .write ? "; a write that answers with the value before it is a swap" : ""
    return HistoryFileError(
      line: line,
      "client \(operation.client) returns from '\(operation.kind.name)' with \(answer), but what it "
        + "has in flight since line \(operation.line) is about \(about)\(hint)")
  }
}

extension Datum {
  /// Whether it is an answer that says no more than that it worked.
  fileprivate var saysThatItWorked: Bool {
    switch self {
    case .null, .boolean(true): true
    case .symbol(let name), .keyword(let name), .string(let name): name == "ok" || name == "OK"
    default: false
    }
  }
}
