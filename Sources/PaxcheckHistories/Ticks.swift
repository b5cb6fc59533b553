/// The moments of operations as small numbers in the same order, counted from 1.
struct Ticks {
  /// All moments in order, if they are not small themselves.
  private let moments: [Int]

  init(_ operations: [RecordedOperation]) {
    let isSmall = operations.allSatisfy { operation in
      operation.invoked >= 0
        && max(operation.invoked, operation.isAnswered ? operation.returned : 0) < UInt32.max - 1
    }
    moments =
      isSmall
      ? [] : operations.flatMap { [$0.invoked, $0.returned] }.filter { $0 != .max }.sorted()
  }

  /// The number of a moment; `UInt32.max` for the return of what never returned.
  subscript(_ moment: Int) -> UInt32 {
    if moment == .max { return .max }
    guard !moments.isEmpty else { return UInt32(moment) + 1 }
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return UInt32(low) + 1
  }
}
