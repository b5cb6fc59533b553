/// The calls and returns of operations in the order of their moments. At equal ones, calls come first, and
/// operations with small numbers.
///
/// Complexity: O(*n* log *c*), where at most *c* operations overlap.
struct EventOrder {
  struct Event {
    let moment: Int
    let operation: Int
    let isReturn: Bool
  }

  private var called = 0
  private var open = ReturnQueue()

  /// The next event of operations that are in the order of their invocations.
  ///
  /// Only what has not been handed out is looked at, so that the rest may be changed.
  mutating func next(in operations: [RecordedOperation]) -> Event? {
    let returned = open.first?.returned ?? .max
    guard called < operations.count, operations[called].invoked <= returned else {
      return open.popFirst().map {
        Event(moment: $0.returned, operation: $0.number, isReturn: true)
      }
    }
    let operation = operations[called]
    if operation.isAnswered { open.insert(called, returned: operation.returned) }
    called += 1
    return Event(moment: operation.invoked, operation: called - 1, isReturn: false)
  }
}
