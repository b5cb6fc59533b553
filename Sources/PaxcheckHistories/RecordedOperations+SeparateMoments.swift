extension [RecordedOperation] {
  /// Makes all moments differ if some do not: what begins at the moment at which something else ends
  /// overlaps with it.
  mutating func separateMoments() {
    guard hasEqualMoments else { return }
    var events: [(moment: Int, isReturn: Bool, operation: Int)] = []
    for (number, operation) in enumerated() {
      events.append((operation.invoked, false, number))
      if operation.isAnswered { events.append((operation.returned, true, number)) }
    }
    events.sort {
      ($0.moment, $0.isReturn ? 1 : 0, $0.operation)
        < ($1.moment, $1.isReturn ? 1 : 0, $1.operation)
    }
    for (tick, event) in events.enumerated() {
      if event.isReturn {
        self[event.operation].returned = tick
      } else {
        self[event.operation].invoked = tick
      }
    }
  }

  private var hasEqualMoments: Bool {
    let last = reduce(0) { Swift.max($0, $1.invoked, $1.isAnswered ? $1.returned : 0) }
    // Moments that are close together are crossed off a list, which is faster than to sort them.
    guard last < 4 * count else {
      let moments = flatMap { [$0.invoked, $0.returned] }.filter { $0 != .max }.sorted()
      return zip(moments, moments.dropFirst()).contains { $0 == $1 }
    }
    var isTaken = [Bool](repeating: false, count: last + 1)
    for operation in self {
      for moment in [operation.invoked, operation.returned] where moment != .max {
        if isTaken[moment] { return true }
        isTaken[moment] = true
      }
    }
    return false
  }
}
