import PaxcheckConsistency

/// Finds out what a person should look at in a part of a history that has no legal order.
struct ConflictExplanation {
  let judge: PartJudge
  let history: RecordedHistory
  /// The numbers of the part's operations.
  let part: [Int]
  let failure: EncodedFailure
  let judgement: PartJudge.Judgement
  let keepsRealTime: Bool

  func conflict() -> HistoryConflict {
    guard keepsRealTime else {
      return HistoryConflict(
        culprit: part[failure.operation],
        partialOrder: history.points(of: failure.partialOrder.map { part[$0] }),
        possibleAnswers: judgement.possibleAnswers, conflicting: [part[failure.operation]],
        context: [])
    }
    let operations = part.map { history.operations[$0] }
    let culprit = judgement.isShortest ? failure.operation : shortestPrefix(operations)
    let end = operations[culprit].returned
    let before = cut(operations, at: end - 1)
    var minimizer = ConflictMinimizer(judge: judge, effort: judgement.effort)
    let failing = cut(operations, at: end)
    let core = judgement.isShortest ? nil : judge.judge(failing.map(\.operation)).conflicting
    let conflicting = minimizer.minimize(core.map { $0.map { failing[$0] } } ?? failing)
      .sorted()
    var partialOrder = failure.partialOrder
    var answers = judgement.possibleAnswers
    if !judgement.isShortest,
      case .consistent(let order) = judge.judge(before.map(\.operation)).verdict
    {
      partialOrder = order.map { before[$0].index }
      answers = []
    }
    return HistoryConflict(
      culprit: part[culprit], partialOrder: history.points(of: partialOrder.map { part[$0] }),
      possibleAnswers: answers, conflicting: conflicting.map { part[$0] },
      context: context(of: conflicting, in: operations, until: end).map { part[$0] })
  }

  /// What was known at a moment: later invocations are left out, later returns have not happened.
  private func cut(_ operations: [RecordedOperation], at moment: Int) -> [IndexedOperation] {
    operations.enumerated().compactMap { index, operation in
      guard operation.invoked <= moment else { return nil }
      return IndexedOperation(
        index: index, operation: operation.returned <= moment ? operation : operation.opened)
    }
  }

  /// The operation at whose return the history begins to have no order, by bisection.
  private func shortestPrefix(_ operations: [RecordedOperation]) -> Int {
    let returns = operations.indices.filter { operations[$0].isAnswered }
      .sorted { operations[$0].returned < operations[$1].returned }
    var (low, high) = (0, returns.count - 1)
    while low < high {
      let middle = (low + high) / 2
      let prefix = cut(operations, at: operations[returns[middle]].returned)
      if judge.judge(prefix.map(\.operation)).isInconsistent {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return returns[high]
  }

  /// Where what is read or taken out comes from.
  private func context(
    of conflicting: [Int], in operations: [RecordedOperation], until end: Int
  ) -> [Int] {
    let read = Set(
      conflicting.map { operations[$0] }.filter { [.read, .dequeue, .pop].contains($0.kind) }
        .map(\.output))
    return operations.indices.filter { index in
      let operation = operations[index]
      return [.write, .enqueue, .push].contains(operation.kind) && operation.invoked < end
        && read.contains(operation.argument)
        && !conflicting.contains(index)
    }
  }
}
