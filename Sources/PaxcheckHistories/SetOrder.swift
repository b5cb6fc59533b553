import PaxcheckConsistency

/// A set that only grows, whose elements are added once each: the order of what can be told apart is
/// known.
///
/// Reads come in the order of their sizes, each element before the first read that has it and after
/// those that have it not.
struct SetOrder {
  private let operations: [RecordedOperation]
  private let values: ValueTable
  /// The reads with what they returned, the smallest first.
  private var reads: [(number: Int, elements: Set<Datum>)] = []
  private var adds: [Datum: Int] = [:]

  /// - Returns: `nil` if anything was removed or looked up, an element was added twice, or an addition
  ///   was answered by `false`.
  init?(_ operations: [RecordedOperation], _ values: ValueTable) {
    self.operations = operations
    self.values = values
    for (number, operation) in operations.enumerated() {
      switch operation.kind {
      case .add:
        guard values[operation.output] != .boolean(false),
          adds.updateValue(number, forKey: values[operation.argument]) == nil
        else { return nil }
      case .read where operation.isAnswered:
        reads.append((number, Set(values[operation.output].elements ?? [])))
      case .read: break
      default: return nil
      }
    }
    reads.sort { ($0.elements.count, $0.number) < ($1.elements.count, $1.number) }
  }

  func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    var ranked = RankedOperations()
    /// Per element the place of the first read that has it.
    var firstReads: [Datum: Int] = [:]
    for (index, (number, elements)) in reads.enumerated() {
      try pause()
      if index > 0, !elements.isSuperset(of: reads[index - 1].elements) {
        return .inconsistent(conflict: [reads[index - 1].number, number])
      }
      guard elements.allSatisfy({ adds[$0] != nil }) else {
        return .inconsistent(conflict: [number])
      }
      for element in elements where firstReads[element] == nil { firstReads[element] = index }
      add(number, rank: 2 * elements.count + 1, to: &ranked)
    }
    for (element, number) in adds.sorted(by: { $0.value < $1.value }) {
      if let read = firstReads[element] {
        add(number, rank: 2 * reads[read].elements.count, to: &ranked)
      } else if operations[number].isAnswered {
        add(number, rank: .max, to: &ranked)
      }
    }
    switch ranked.verdict() {
    case .consistent(let order): return .consistent(order: order)
    case .inconsistent(let pair):
      return .inconsistent(conflict: [read(showing: pair[0], firstReads), pair[1]])
    }
  }

  /// A read, or of an addition the first read that has its element: whatever is behind that is behind the
  /// addition, too, even if it is unknown whether this returned.
  private func read(showing number: Int, _ firstReads: [Datum: Int]) -> Int {
    guard operations[number].kind == .add else { return number }
    return firstReads[values[operations[number].argument]].map { reads[$0].number } ?? number
  }

  private func add(_ number: Int, rank: Int, to ranked: inout RankedOperations) {
    ranked.add(
      number, rank: rank, invoked: operations[number].invoked,
      returned: operations[number].returned)
  }
}
