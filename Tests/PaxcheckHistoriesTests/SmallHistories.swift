import PaxcheckModel

@testable import PaxcheckHistories

/// All histories of a few operations that are made of some kinds of operations.
struct SmallHistories {
  /// An operation without its time.
  struct Kind {
    var kind: OperationKind
    /// `nil` for a value that no operation before had.
    var argument: Int32? = 0
    /// The new value of a comparison, if it has one; `nil` for a value that no operation before had.
    var secondArgument: Int32? = 0
    var outcome = OperationOutcome.succeeded
    var output: Int32 = 0
  }

  let kinds: [Kind]
  private var operations: [RecordedOperation] = []
  private var open: [Int] = []
  private var freshValue: Int32 = 1
  private var moment = 0

  init(of kinds: [Kind]) { self.kinds = kinds }

  /// Calls `body` with every history of `count` operations, in the order of their invocations.
  func forEach(count: Int, _ body: ([RecordedOperation]) throws -> Void) rethrows {
    if operations.count == count, open.isEmpty { return try body(operations) }
    for index in open {
      var next = self
      next.open.removeAll { $0 == index }
      next.operations[index].returned = moment
      next.moment += 1
      try next.forEach(count: count, body)
    }
    guard operations.count < count else { return }
    for kind in kinds {
      var next = self
      next.invoke(kind)
      try next.forEach(count: count, body)
    }
  }

  /// A random history of `count` operations by at most three clients at a time.
  static func random(of kinds: [Kind], count: Int, seed: UInt64) -> [RecordedOperation] {
    var generator = SeededGenerator(seed: seed)
    var history = SmallHistories(of: kinds)
    while history.operations.count < count || !history.open.isEmpty {
      if history.operations.count < count, history.open.count < 3, generator.below(2) == 0 {
        history.invoke(kinds[generator.below(kinds.count)])
      } else if !history.open.isEmpty {
        let index = history.open.remove(at: generator.below(history.open.count))
        if generator.below(10) == 0 {
          history.operations[index] = history.operations[index].opened
        } else {
          history.operations[index].returned = history.moment
        }
        history.moment += 1
      }
    }
    return history.operations
  }

  private mutating func invoke(_ kind: Kind) {
    var operation = RecordedOperation(
      client: Int32(operations.count), kind: kind.kind, key: 0,
      argument: kind.argument ?? takeFreshValue(),
      secondArgument: kind.secondArgument ?? takeFreshValue(), invoked: moment,
      line: Int32(operations.count))
    operation.outcome = kind.outcome
    operation.output = kind.output
    if kind.outcome != .open { open.append(operations.count) }
    operations.append(operation)
    moment += 1
  }

  private mutating func takeFreshValue() -> Int32 {
    defer { freshValue += 1 }
    return freshValue
  }
}
