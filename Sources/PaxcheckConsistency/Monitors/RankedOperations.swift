/// Operations whose order is known, but for those of equal rank, which may come in any order.
package struct RankedOperations {
  private struct Operation {
    let number: Int
    let rank: Int
    let invoked: Int
    let returned: Int
  }

  private var operations: [Operation] = []

  package init() {}

  package mutating func add(_ number: Int, rank: Int, invoked: Int, returned: Int) {
    operations.append(
      Operation(number: number, rank: rank, invoked: invoked, returned: returned))
  }

  /// Whether the order keeps real time: no operation returns before one of a lower rank begins.
  ///
  /// - Complexity: O(*n* log *n*) for *n* operations.
  package func verdict() -> MonitorVerdict {
    let sorted = operations.sorted { ($0.rank, $0.invoked) < ($1.rank, $1.invoked) }
    // Of those of lower ranks, and of those so far: the one that begins last.
    var (lower, latest): (Operation?, Operation?)
    for operation in sorted {
      if let last = latest, last.rank < operation.rank { lower = last }
      if let lower, operation.returned < lower.invoked {
        return .inconsistent(conflict: [lower.number, operation.number])
      }
      if latest.map({ $0.invoked < operation.invoked }) ?? true { latest = operation }
    }
    return .consistent(order: sorted.map(\.number))
  }
}
