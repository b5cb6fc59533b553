/// Decides whether a history in numbers is linearizable: both searches in turns, the first answer wins.
///
/// The turns are counted in configurations, so that the same history costs the same everywhere.
package struct LinearizationRace: ~Copyable {
  private var table: TransitionTable
  private var breadthFirst: BreadthFirstLinearizer
  private var depthFirst: DepthFirstLinearizer

  package init(
    _ operations: [EncodedOperation], of source: any TransitionSource, actionCount: Int
  ) {
    self.init(operations, of: source, actionCount: actionCount, reductions: .all)
  }

  init(
    _ operations: [EncodedOperation], of source: any TransitionSource, actionCount: Int,
    reductions: Reductions
  ) {
    table = TransitionTable(source, actionCount: actionCount)
    let timeline = Timeline(operations, table: table)
    breadthFirst = BreadthFirstLinearizer(timeline, initialState: 0, reductions: reductions)
    depthFirst = DepthFirstLinearizer(timeline, initialState: 0, reductions: reductions)
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
  package mutating func run(
    limit: Int = .max, interruption: @escaping () -> StopReason? = { nil }
  ) -> EncodedVerdict {
    breadthFirst.expansion.effortLimit = limit
    depthFirst.expansion.effortLimit = limit
    breadthFirst.expansion.interruption = interruption
    depthFirst.expansion.interruption = interruption
    var slice = 1_024
    while effort < limit {
      if let reason = stopReason ?? interruption() { return .undecided(.stopped(reason)) }
      let share = min(slice, limit - effort)
      if let verdict = breadthFirst.advance(effort: share, &table) { return verdict }
      if let verdict = depthFirst.advance(effort: share, &table) { return verdict }
      slice = min(slice * 2, 65_536)
    }
    return .undecided(.configurations(effort))
  }

  private var stopReason: StopReason? {
    breadthFirst.expansion.stopReason ?? depthFirst.expansion.stopReason
  }
}
