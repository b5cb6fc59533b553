package import PaxcheckModel
package import PaxcheckTrace

/// Looks for a state from which no way leads to a condition, by the shortest way.
package struct DeadEndSearch<M: Model> {
  private let model: M
  private let condition: (M.State) -> Bool
  private let limit: Int
  private let isStopped: () -> Bool
  private var states: [M.State] = []
  private var numbers: [M.State: Int] = [:]
  /// How each state was reached first.
  private var origins: [(parent: Int, step: Path<M>.Step)?] = []
  private var predecessors: [[Int]] = []

  /// How many states were looked at.
  package var visited: Int { states.count }

  /// - Parameters:
  ///   - limit: How many states to look at.
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

  /// Looks at everything that can be reached, breadth first, then goes back from the condition.
  package mutating func search(from start: M.State) -> ReachSearch<M>.Answer {
    add(start, from: nil)
    var place = 0
    while place < states.count {
      guard !isStopped() else { return .undecided(.interrupted) }
      for action in model.actions(in: states[place]) {
        guard let next = model.successor(of: states[place], after: action) else { continue }
        guard model.isWithinBoundary(next) else { return .undecided(.boundary) }
        let number = numbers[next] ?? states.count
        if number == states.count {
          guard states.count < limit else { return .undecided(.stateLimit(limit)) }
          add(next, from: (place, Path<M>.Step(action: action, state: next)))
        }
        predecessors[number].append(place)
      }
      place += 1
    }
    guard let end = firstHopeless() else { return .unreachable }
    return .reached(path(to: end))
  }

  private mutating func add(_ state: M.State, from origin: (Int, Path<M>.Step)?) {
    numbers[state] = states.count
    states.append(state)
    origins.append(origin)
    predecessors.append([])
  }

  /// The first state from which the condition cannot be reached.
  private func firstHopeless() -> Int? {
    var canReach = states.map(condition)
    var queue = states.indices.filter { canReach[$0] }
    while let state = queue.popLast() {
      for predecessor in predecessors[state] where !canReach[predecessor] {
        canReach[predecessor] = true
        queue.append(predecessor)
      }
    }
    return canReach.firstIndex(of: false)
  }

  private func path(to end: Int) -> Path<M> {
    var steps: [Path<M>.Step] = []
    var number = end
    while let (parent, step) = origins[number] {
      steps.append(step)
      number = parent
    }
    return Path(initialState: states[0], steps: steps.reversed())
  }
}
