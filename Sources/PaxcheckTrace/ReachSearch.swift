package import PaxcheckModel

/// Looks for a state in which a condition is true, by the shortest way.
///
/// What one search has seen in vain, later ones do not look at again.
package struct ReachSearch<M: Model> {
  package enum Answer {
    /// This behaviour leads there.
    case reached(Path<M>)
    /// No state that can be reached is such a state.
    case unreachable
    case undecided(UndecidedReason)
  }

  private let model: M
  private let condition: (M.State) -> Bool
  private let limit: Int
  private let isStopped: () -> Bool
  private var barren: Set<M.State> = []

  /// How many states were looked at.
  package var visited: Int { barren.count }

  /// - Parameters:
  ///   - limit: How many states to look at, in all searches together.
  ///   - isStopped: Whether somebody wants it to end.
  package init(
    _ model: M, for condition: @escaping (M.State) -> Bool, limit: Int,
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.isStopped = isStopped
    self.model = model
    self.condition = condition
    self.limit = limit
  }

  /// Searches breadth first.
  package mutating func search(from start: M.State) -> Answer {
    var queue: [(step: Path<M>.Step?, state: M.State, parent: Int)] = []
    var leavesBoundary = false
    if condition(start) { return .reached(Path(initialState: start, steps: [])) }
    if barren.insert(start).inserted { queue.append((nil, start, -1)) }
    var place = 0
    while place < queue.count {
      guard !isStopped() else { return .undecided(.interrupted) }
      let state = queue[place].state
      for action in model.actions(in: state) {
        guard let next = model.successor(of: state, after: action) else { continue }
        guard model.isWithinBoundary(next) else {
          leavesBoundary = true
          continue
        }
        let step = Path<M>.Step(action: action, state: next)
        if condition(next) {
          var steps = [step]
          var ancestor = place
          while let earlier = queue[ancestor].step {
            steps.append(earlier)
            ancestor = queue[ancestor].parent
          }
          return .reached(Path(initialState: start, steps: steps.reversed()))
        }
        guard !barren.contains(next) else { continue }
        guard barren.count < limit else { return .undecided(.stateLimit(limit)) }
        barren.insert(next)
        queue.append((step, next, place))
      }
      place += 1
    }
    return leavesBoundary ? .undecided(.boundary) : .unreachable
  }
}
