import PaxcheckConsistency
import PaxcheckModel

/// An operation with its number in its part.
struct IndexedOperation {
  let index: Int
  let operation: RecordedOperation
}

/// Leaves out what is not needed for a contradiction.
///
/// Only what cannot hide a legal order is left out, so what is left is a contradiction by itself:
/// - the beginning, if what follows has no legal order whatever the object held by then;
/// - all operations on one value together, where nothing but reads tells values apart;
/// - operations that change nothing, one by one;
/// - at last, the return and the answer of an operation: it may take effect any time, or never.
///
/// - SeeAlso: Z. Lee, U. Mathur, "Efficient Decrease-and-Conquer Linearizability Monitoring", OOPSLA
///   2025, for leaving out values.
struct ConflictMinimizer {
  private var judge: PartJudge
  /// Configurations that all questions together may still cost.
  private var budget: Int
  /// Whether some part of the history was seen to have no order.
  private(set) var hasProof = false

  /// The operation whose return makes the contradiction. It is not left out.
  private let culprit: Int

  /// A minimizer of a contradiction that took `effort` configurations to find.
  init(judge: PartJudge, culprit: Int, effort: Int) {
    self.culprit = culprit
    self.judge = judge
    self.judge.givesReasons = false
    budget = 15_000 + effort / 4
  }

  /// The numbers of the operations whose returns and answers contradict each other.
  mutating func minimize(_ operations: [IndexedOperation]) -> [Int] {
    var kept = dropBeginning(operations)
    if areTakenTogether(kept) { kept = dropValues(kept) }
    kept = dropPure(kept)
    return needed(kept).filter { $0 >= 0 }
  }

  /// Whether all operations on a value may be left out together.
  private func areTakenTogether(_ operations: [IndexedOperation]) -> Bool {
    switch judge.object {
    case .queue, .stack, .deque: judge.initial.isFresh
    case .register, .casRegister, .map:
      operations.allSatisfy { [.read, .write].contains($0.operation.kind) }
    default: false
    }
  }

  /// Leaves out what was over at the latest moment from which on the rest has no order, whatever the
  /// object held then.
  private mutating func dropBeginning(_ operations: [IndexedOperation]) -> [IndexedOperation] {
    guard let unknowing = judge.afterUnknownPast(of: operations.map(\.operation)) else {
      return operations
    }
    let returns = operations.map(\.operation.returned).filter { $0 != .max }.sorted()
    func window(from moment: Int) -> [IndexedOperation] {
      operations.filter { $0.operation.returned > moment }.map {
        $0.operation.invoked > moment
          ? $0 : IndexedOperation(index: $0.index, operation: $0.operation.opened)
      }
    }
    let judge = judge
    self.judge = unknowing
    // Short windows cost little: find one that is long enough first, then its latest beginning.
    let count = returns.count
    var length = 16
    while length < count, budget > 0, !isContradiction(window(from: returns[count - length])) {
      length *= 2
    }
    guard budget > 0 else {
      self.judge = judge
      return operations
    }
    var (low, high) = (max(-1, count - length), count - (length == 16 ? 0 : length / 2) - 1)
    while low < high, budget > 0 {
      let middle = (low + high + 1) / 2
      if isContradiction(window(from: returns[middle])) { low = middle } else { high = middle - 1 }
    }
    guard low >= 0 else {
      self.judge = judge
      return operations
    }
    return window(from: returns[low])
  }

  private mutating func dropValues(_ operations: [IndexedOperation]) -> [IndexedOperation] {
    // What a dequeue takes out that never returned is not known.
    let value = operations.first { $0.index == culprit }?.operation.value
    let isFixed = { (operation: RecordedOperation) in
      operation.isUnknownRemoval || operation.value == value
    }
    let fixed = operations.filter { isFixed($0.operation) }
    let groups = Dictionary(grouping: operations.filter { !isFixed($0.operation) }) {
      $0.operation.value
    }.values.sorted { $0[0].index < $1[0].index }
    return (fixed + reduce(groups) { fixed + $0.flatMap { $0 } }.flatMap { $0 })
      .sorted { $0.index < $1.index }
  }

  private mutating func dropPure(_ operations: [IndexedOperation]) -> [IndexedOperation] {
    let culprit = culprit
    let isLoose = { (operation: IndexedOperation) in
      operation.operation.isPure && operation.index != culprit
    }
    let fixed = operations.filter { !isLoose($0) }
    let kept = reduce(operations.filter(isLoose)) { fixed + $0 }
    return (fixed + kept).sorted { $0.index < $1.index }
  }

  /// The operations whose return and answer matter.
  private mutating func needed(_ operations: [IndexedOperation]) -> [Int] {
    let answered = operations.filter(\.operation.isAnswered)
    return reduce(answered) { some in
      let needed = Set(some.map(\.index))
      return operations.map {
        needed.contains($0.index)
          ? $0 : IndexedOperation(index: $0.index, operation: $0.operation.opened)
      }
    }.map(\.index)
  }

  /// Leaves out elements as long as the history of the rest has no order, and that costs little.
  private mutating func reduce<Element>(
    _ elements: [Element], history: ([Element]) -> [IndexedOperation]
  ) -> [Element] {
    PaxcheckModel.reduce(
      elements, isStopped: { budget <= 0 || judge.interruption() != nil },
      while: { isContradiction(history($0)) })
  }

  private mutating func isContradiction(_ operations: [IndexedOperation]) -> Bool {
    let judgement = judge.judge(operations.map(\.operation))
    budget -= judgement.effort + operations.count / 8 + 1
    hasProof = hasProof || judgement.isInconsistent
    return judgement.isInconsistent
  }
}

extension RecordedOperation {
  /// The operation as it was before it returned.
  var opened: RecordedOperation {
    var operation = self
    operation.returned = .max
    operation.outcome = .open
    operation.output = ValueTable.null
    return operation
  }

  /// Whether it leaves every object as it is.
  var isPure: Bool {
    kind == .read || kind == .contains || outcome == .refused
      || kind.takesOut && isAnswered && output == ValueTable.null
  }

  /// Whether it may have taken out any value.
  fileprivate var isUnknownRemoval: Bool { kind.takesOut && !isAnswered }

  /// The value that a read or write, or what puts in or takes out, is about.
  fileprivate var value: Int32 {
    kind.putsIn ? argument : output
  }

  /// The values that a register may hold by this operation.
  var valuesLeft: [Int32] {
    switch kind {
    case .write, .swap: [argument]
    case .compareAndSet: [secondArgument]
    default: [output]
    }
  }
}
