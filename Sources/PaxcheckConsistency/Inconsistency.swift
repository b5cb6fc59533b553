/// Why a history has no legal order: how far an order can get, and what stops it there.
public struct Inconsistency<Specification: SequentialSpecification>: Hashable, Sendable {
  /// An operation that may come next, and the answer that it did not get.
  public struct Obstacle: Hashable, Sendable {
    public let operation: ClientOperation<Specification>
    /// What the specification answers at this point.
    public let expected: Specification.Response
  }

  /// A longest legal order of some of the operations.
  public let partialOrder: [ClientOperation<Specification>]
  /// Operations that were answered, but could not be placed.
  public let unplaced: [ClientOperation<Specification>]
  /// Those that might follow the partial order, had they been answered differently.
  public let obstacles: [Obstacle]
}

extension Inconsistency: CustomStringConvertible {
  public var description: String {
    let placed = partialOrder.map { "  \($0)" }
    let stuck = obstacles.map {
      "  \($0.operation), but the specification answers '\(text(of: $0.expected))'"
    }
    return
      (["no order explains these operations; the longest that is legal:"]
      + (placed.isEmpty ? ["  (none)"] : placed) + ["then none of these can follow:"] + stuck)
      .joined(separator: "\n")
  }
}
