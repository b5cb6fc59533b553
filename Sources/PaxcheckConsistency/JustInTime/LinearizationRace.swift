/// What limits a search for a linearization, and what it answers.
package struct LinearizationSettings {
  /// The number of configurations after which to give up.
  package var limit = Int.max
  /// Whether there probably is an order. It makes no difference to the verdict.
  package var expectsOrder = true
  /// Whether the verdict comes with an order, or with the states that were met.
  package var givesReasons = true
  /// Asked now and then for a reason to stop.
  package var interruption: () -> StopReason? = { nil }
  var reductions = Reductions.all

  package init() {}
}

/// Decides whether a history in numbers is linearizable: both searches in turns, the first answer wins.
///
/// The depth-first search begins, for as long as it gets on well; where no order is expected, the
/// breadth-first search has a long first turn. Turns are counted in configurations, so that the same
/// history costs the same everywhere.
package struct LinearizationRace: ~Copyable {
  private let settings: LinearizationSettings
  private let timeline: Timeline
  private let initialStates: [Int]
  private var table: TransitionTable
  private var breadthFirst: BreadthFirstLinearizer?
  private var depthFirst: DepthFirstLinearizer?
  /// The number of configurations created.
  package private(set) var effort = 0

  /// - Parameter initialStates: The states in which the object may be at first.
  package init(
    _ operations: [EncodedOperation], of source: any TransitionSource, actionCount: Int,
    initialStates: [Int] = [0], _ settings: LinearizationSettings
  ) {
    self.settings = settings
    self.initialStates = initialStates
    table = TransitionTable(source, actionCount: actionCount)
    timeline = Timeline(operations, table: table)
  }

  /// The states of a specification that were given these numbers.
  package func states<Specification: SequentialSpecification>(
    _ numbers: [Int], as type: SpecificationSource<Specification>.Type
  ) -> [Specification] {
    guard let source = table.source as? SpecificationSource<Specification> else { return [] }
    return numbers.map { source.states[$0] }
  }

  /// Searches until there is an answer, the limit was reached, or there is a reason to stop.
  package mutating func run() -> EncodedVerdict {
    let operationCount = timeline.operations.count
    var turn = 48 * operationCount
    if settings.expectsOrder {
      let first = min(settings.limit, 16 * operationCount)
      if let verdict = searchDepthFirst(first, patience: 1_024) { return verdict }
      turn = 3 * effort
    }
    while effort < settings.limit {
      if let reason = settings.interruption() { return .undecided(.stopped(reason)) }
      let share = min(max(turn, 1_024), settings.limit - effort)
      if let verdict = searchBreadthFirst(share) { return verdict }
      if let verdict = searchDepthFirst(share) { return verdict }
    }
    return .undecided(.configurations(effort))
  }

  private mutating func searchBreadthFirst(_ share: Int) -> EncodedVerdict? {
    if breadthFirst == nil {
      breadthFirst = BreadthFirstLinearizer(timeline, initialStates: initialStates, settings)
    }
    var rest = share
    defer { effort += share - rest }
    return breadthFirst?.advance(budget: &rest, &table) ?? nil
  }

  private mutating func searchDepthFirst(_ share: Int, patience: Int = .max) -> EncodedVerdict? {
    if depthFirst == nil {
      depthFirst = DepthFirstLinearizer(timeline, initialStates: initialStates, settings)
    }
    var rest = share
    defer { effort += share - rest }
    return depthFirst?.advance(budget: &rest, patience: patience, &table) ?? nil
  }
}
