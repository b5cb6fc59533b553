/// Decides whether a history in numbers is linearizable: both searches in turns, the first answer wins.
///
/// The depth-first search begins, for as long as it gets on well; where no order is expected, the
/// breadth-first search has a long first turn. Turns are counted in configurations, so that the same
/// history costs the same everywhere.
package struct LinearizationRace: ~Copyable {
  private var table: TransitionTable
  private var breadthFirst: BreadthFirstLinearizer
  private var depthFirst: DepthFirstLinearizer
  private let operationCount: Int

  /// - Parameter initialStates: The states in which the object may be at first.
  package init(
    _ operations: [EncodedOperation], of source: any TransitionSource, actionCount: Int,
    initialStates: [Int] = [0]
  ) {
    self.init(
      operations, of: source, actionCount: actionCount, initialStates: initialStates,
      reductions: .all)
  }

  init(
    _ operations: [EncodedOperation], of source: any TransitionSource, actionCount: Int,
    initialStates: [Int] = [0], reductions: Reductions
  ) {
    table = TransitionTable(source, actionCount: actionCount)
    operationCount = operations.count
    let timeline = Timeline(operations, table: table)
    breadthFirst = BreadthFirstLinearizer(
      timeline, initialStates: initialStates, reductions: reductions)
    depthFirst = DepthFirstLinearizer(
      timeline, initialStates: initialStates, reductions: reductions)
  }

  /// The number of configurations created.
  package var effort: Int { breadthFirst.expansion.effort + depthFirst.expansion.effort }

  /// The states of a specification that were given these numbers.
  package func states<Specification: SequentialSpecification>(
    _ numbers: [Int], as type: SpecificationSource<Specification>.Type
  ) -> [Specification] {
    guard let source = table.source as? SpecificationSource<Specification> else { return [] }
    return numbers.map { source.states[$0] }
  }

  /// Searches until there is an answer, `limit` configurations were created, or there is a
  /// reason to stop.
  ///
  /// - Parameters:
  ///   - expectsOrder: Whether there probably is an order.
  ///   - givesReasons: Whether the verdict comes with an order, or with the states that were met.
  package mutating func run(
    limit: Int = .max, expectsOrder: Bool = true, givesReasons: Bool = true,
    interruption: @escaping () -> StopReason? = { nil }
  ) -> EncodedVerdict {
    breadthFirst.expansion.givesReasons = givesReasons
    depthFirst.expansion.givesReasons = givesReasons
    breadthFirst.expansion.effortLimit = limit
    depthFirst.expansion.effortLimit = limit
    breadthFirst.expansion.interruption = interruption
    depthFirst.expansion.interruption = interruption
    var turn = 48 * operationCount
    if expectsOrder {
      let first = min(limit, 16 * operationCount)
      if let verdict = depthFirst.advance(effort: first, patience: 1_024, &table) { return verdict }
      turn = 3 * effort
    }
    while effort < limit {
      if let reason = stopReason ?? interruption() { return .undecided(.stopped(reason)) }
      let share = min(max(turn, 1_024), limit - effort)
      if let verdict = breadthFirst.advance(effort: share, &table) { return verdict }
      if let verdict = depthFirst.advance(effort: share, &table) { return verdict }
    }
    return .undecided(.configurations(effort))
  }

  private var stopReason: StopReason? {
    breadthFirst.expansion.stopReason ?? depthFirst.expansion.stopReason
  }
}
