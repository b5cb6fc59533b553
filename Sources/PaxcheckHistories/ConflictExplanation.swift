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
        partialOrder: failure.partialOrder.map { part[$0] }, isOrderWhole: true,
        possibleAnswers: judgement.possibleAnswers, conflicting: [],
        context: [], hints: hints([part[failure.operation]]))
    }
    let operations = part.map { history.operations[$0] }
    if judgement.isShortest, let conflict = conflict(endingWith: failure.operation, operations) {
      return conflict
    }
    return conflict(endingWith: shortestPrefix(operations), operations, needsProof: false)!
  }

  /// - Returns: `nil` if the history up to the return of the culprit has an order. A search knows how
  ///   the operations in flight will be answered, and may find that none fits before that can be seen.
  private func conflict(
    endingWith culprit: Int, _ operations: [RecordedOperation], needsProof: Bool = true
  ) -> HistoryConflict? {
    let end = operations[culprit].returned
    let failing = cut(operations, at: end)
    var minimizer = ConflictMinimizer(
      judge: judge.asking(about: failing.count, limit: 5_000), culprit: culprit,
      effort: judgement.effort)
    let judge = judge.asking(about: failing.count, limit: judge.limit)
    let core = judgement.isShortest ? nil : judge.judge(failing.map(\.operation)).conflicting
    let suspects = core.map { $0.map { failing[$0] } } ?? []
    let isEnough = suspects.contains { $0.index == culprit }
    let relevant = isEnough ? suspects + bystanders(failing, suspects) : failing
    let conflicting = minimizer.minimize(relevant).sorted()
    var (partialOrder, answers) = (failure.partialOrder, judgement.possibleAnswers)
    if culprit != failure.operation || !judgement.isShortest {
      (partialOrder, answers) = (order(before: culprit, operations, judge), [])
    } else if needsProof, !minimizer.hasProof, !judge.judge(failing.map(\.operation)).isInconsistent
    {
      return nil
    }
    let placed = Set(partialOrder)
    let others = conflicting.filter { $0 != culprit }
    return HistoryConflict(
      culprit: part[culprit], partialOrder: partialOrder.map { part[$0] },
      isOrderWhole: operations.indices.allSatisfy {
        operations[$0].returned >= end || placed.contains($0)
      },
      possibleAnswers: answers, conflicting: conflicting.map { part[$0] },
      context: context(of: conflicting, in: operations, until: end).map { part[$0] },
      hints: hints(([culprit] + others).map { part[$0] }))
  }

  private func hints(_ operations: [Int]) -> [String] {
    let key = operations.first.map { history.operations[$0].key } ?? ValueTable.null
    return ValueOrigins(history: history, initial: history.initial[key]).hints(about: operations)
  }

  /// A legal order of what came before the return of the culprit, without it.
  ///
  /// What returned before the culprit did is in it, unless that needs effects of operations whose answers
  /// came later and are wrong: then it ends where one of these would have to come.
  private func order(
    before culprit: Int, _ operations: [RecordedOperation], _ judge: PartJudge
  ) -> [Int] {
    let before = cut(operations, at: operations[culprit].returned - 1)
    for candidates in [before.filter { $0.index != culprit }, before] {
      guard case .consistent(let order) = judge.judge(candidates.map(\.operation)).verdict else {
        continue
      }
      let numbers = order.map { candidates[$0].index }.prefix { $0 != culprit }
      let isLate = Set(
        before.filter { !$0.operation.isAnswered && operations[$0.index].isAnswered }.map(\.index))
      guard numbers.contains(where: isLate.contains) else { return Array(numbers) }
      return Array(numbers.prefix(judge.legalCount(of: numbers.map { operations[$0] })))
    }
    return []
  }

  /// What must be there, with an unknown outcome, for others to contradict each other: an entry
  /// of a log has its index by those before it, and an element of a set was added.
  private func bystanders(
    _ failing: [IndexedOperation], _ suspects: [IndexedOperation]
  ) -> [IndexedOperation] {
    guard [.log, .set].contains(history.object) else { return [] }
    let suspects = Set(suspects.map(\.index))
    return failing.filter { !suspects.contains($0.index) && !$0.operation.isPure }
      .map { IndexedOperation(index: $0.index, operation: $0.operation.opened) }
  }

  /// What was known at a moment: later invocations are left out, later returns have not happened.
  private func cut(_ operations: [RecordedOperation], at moment: Int) -> [IndexedOperation] {
    operations.enumerated().compactMap { index, operation in
      guard operation.invoked <= moment else { return nil }
      return IndexedOperation(
        index: index, operation: operation.returned <= moment ? operation : operation.opened)
    }
  }

  /// The operation at whose return the history begins to have no order. Where it would cost much to
  /// tell, a prefix is taken for one that has an order.
  private func shortestPrefix(_ operations: [RecordedOperation]) -> Int {
    let returns = operations.indices.filter { operations[$0].isAnswered }
      .sorted { operations[$0].returned < operations[$1].returned }
    var judge = judge.asking(about: operations.count, limit: judge.limit)
    judge.givesReasons = false
    func fails(_ rank: Int) -> Bool {
      let prefix = cut(operations, at: operations[returns[rank]].returned)
      return judge.judge(prefix.map(\.operation)).isInconsistent
    }
    // It is often the one that was found, so the search begins there and goes on in growing steps.
    var (low, high) = (0, returns.firstIndex(of: failure.operation) ?? returns.count - 1)
    if fails(high) {
      var step = 1
      while step <= high, fails(high - step) {
        high -= step
        step *= 2
      }
      low = max(0, high - step + 1)
    } else {
      (low, high) = (min(high + 1, returns.count - 1), returns.count - 1)
    }
    while low < high {
      let middle = (low + high) / 2
      if fails(middle) { high = middle } else { low = middle + 1 }
    }
    return returns[high]
  }

  /// Where what is read or taken out may come from: whatever put that value in while the conflicting
  /// operations ran, or else what did so last.
  private func context(
    of conflicting: [Int], in operations: [RecordedOperation], until end: Int
  ) -> [Int] {
    let start = conflicting.map { operations[$0].invoked }.min() ?? end
    let read = Set(
      conflicting.map { operations[$0] }
        .filter { $0.kind == .read || $0.kind == .swap || $0.kind.takesOut }.map(\.output))
    let origins = operations.indices.filter { index in
      let operation = operations[index]
      return (operation.kind.putsIn || operation.kind == .swap) && operation.invoked < end
        && read.contains(operation.argument)
    }
    let byValue = Dictionary(grouping: origins) { operations[$0].argument }
    return byValue.values.flatMap { origins in
      let present = origins.filter { operations[$0].returned > start }
      let last = origins.max { operations[$0].returned < operations[$1].returned }
      return present.isEmpty ? last.map { [$0] } ?? [] : present
    }.filter { !conflicting.contains($0) }.sorted()
  }
}
