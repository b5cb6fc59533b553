@testable import PaxcheckHistories

/// What objects do, written once more without the specifications, and as simply as possible.
struct NaiveObject: Hashable {
  private var list: [Datum] = []
  private var number = 0
  private var holder: Int?

  /// An object that holds values, a number, or a last token at first.
  init(list: [Datum] = [], number: Int = 0) {
    self.list = list
    self.number = number
  }

  /// What may come of an operation; nothing if it cannot be answered as it was.
  func after(_ operation: RecordedOperation, _ values: ValueTable) -> [NaiveObject] {
    let argument = values[operation.argument]
    let output = operation.outcome == .open ? nil : values[operation.output]
    var next = self
    /// The next state, if the answer is what it has to be.
    func answering(_ right: Datum) -> [NaiveObject] {
      output == nil || output == right ? [next] : []
    }
    func takingOut(_ index: Int?) -> [NaiveObject] {
      guard let index else { return answering(.null) }
      let value = next.list.remove(at: index)
      return answering(value)
    }
    switch operation.kind {
    case .pushFront:
      next.list.insert(argument, at: 0)
      return [next]
    case .pushBack, .enqueue, .push:
      next.list.append(argument)
      return [next]
    case .popFront, .dequeue: return takingOut(list.isEmpty ? nil : 0)
    case .popBack, .pop: return takingOut(list.isEmpty ? nil : list.count - 1)
    case .swap:
      next.list = [argument]
      return answering(list.first ?? .null)
    case .write:
      next.list = [argument]
      return [next]
    case .compareAndSet:
      let isEqual = (list.first ?? .null) == argument
      if isEqual { next.list = [values[operation.secondArgument]] }
      return operation.outcome == .open || isEqual == (operation.outcome == .succeeded)
        ? [next] : []
    case .add, .subtract, .fetchAndAdd:
      let amount = argument.integerValue ?? 1
      next.number += operation.kind == .subtract ? -amount : amount
      if operation.kind == .fetchAndAdd { return answering(.integer(number)) }
      return output == .null ? [next] : answering(.integer(next.number))
    case .acquire: return acquired(operation.outcome, token: output?.integerValue)
    case .release: return released(operation.outcome, token: argument.integerValue)
    case .read: return answering(list.first ?? .null)
    default: return []
    }
  }

  private func acquired(_ outcome: OperationOutcome, token: Int?) -> [NaiveObject] {
    guard holder == nil else { return outcome == .succeeded ? [] : [self] }
    if outcome == .refused { return [] }
    // Who is not told the token may have got any.
    let tokens = token.map { [$0] } ?? Array(-6...8)
    return tokens.filter { $0 > number }.map { token in
      var next = self
      next.holder = token
      next.number = token
      return next
    }
  }

  private func released(_ outcome: OperationOutcome, token: Int?) -> [NaiveObject] {
    let isHeld = holder != nil && (token == nil || token == holder)
    var next = self
    if isHeld { next.holder = nil }
    return outcome == .open || isHeld == (outcome == .succeeded) ? [next] : []
  }

  /// A counter that is read.
  func read(_ operation: RecordedOperation, _ values: ValueTable) -> [NaiveObject] {
    operation.outcome == .open || values[operation.output] == .integer(number) ? [self] : []
  }
}

/// Whether operations on an object have an order, by trying every one.
struct NaiveOracle {
  let values: ValueTable
  let start: NaiveObject
  let isCounter: Bool

  func hasOrder(_ operations: [RecordedOperation]) -> Bool {
    canFinish(operations, start)
  }

  private func canFinish(_ left: [RecordedOperation], _ object: NaiveObject) -> Bool {
    if left.allSatisfy({ !$0.isAnswered }) { return true }
    for (index, operation) in left.enumerated() {
      if left.contains(where: { $0.returned < operation.invoked }) { continue }
      var rest = left
      rest.remove(at: index)
      let states =
        isCounter && operation.kind == .read
        ? object.read(operation, values) : object.after(operation, values)
      if states.contains(where: { canFinish(rest, $0) }) { return true }
    }
    return false
  }
}
