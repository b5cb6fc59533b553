/// A search of what can follow a state, by value, for one goal.
///
/// It is for questions that a person asks about a place: it needs no engine, and no part of the model but
/// its steps. What one search has seen in vain, later ones do not look at again. Steps that are cut off, and
/// those to states outside the boundary, are not followed, and leave open what is not found.
package struct ValueSearch<M: Model> {
  /// What to look for.
  package enum Goal {
    /// A moment of a behaviour, by the shortest way.
    case moment((Moment<M>) -> Bool)
    /// A behaviour without such a moment, up to its end or round in a circle. Such are found depth first,
    /// because behaviours that end are deep.
    case avoidance((Moment<M>) -> Bool)
    /// A state from which no way leads to such a moment, by the shortest way.
    case deadEnd((Moment<M>) -> Bool)
  }

  package enum Answer {
    /// This behaviour leads there, or is the one looked for.
    case found(Path<M>)
    /// There is none.
    case none
    case undecided(UndecidedReason)
  }

  let model: M
  private let goal: Goal
  private let limit: Int
  private let isStopped: () -> Bool
  /// How many states were looked at, in all searches together.
  package internal(set) var visited = 0
  /// The states found breadth first: how each was reached, and from which states steps lead there.
  private var nodes: [Node] = []
  private var numbers: [M.State: Int] = [:]
  /// The states from which the goal cannot be avoided.
  var hopeless: Set<M.State> = []

  private struct Node {
    let state: M.State
    let step: Path<M>.Step?
    let parent: Int
    var predecessors: [Int] = []
  }

  /// - Parameters:
  ///   - limit: How many states to look at, in all searches together.
  ///   - isStopped: Whether the user wants an answer at once.
  package init(
    _ model: M, for goal: Goal, limit: Int, isStopped: @escaping () -> Bool = { false }
  ) {
    self.model = model
    self.goal = goal
    self.limit = limit
    self.isStopped = isStopped
  }

  /// Looks for the goal from a state on.
  package mutating func search(from start: M.State) -> Answer {
    switch goal {
    case .moment(let isGoal):
      return isGoal(Moment(start))
        ? .found(Path(initialState: start, steps: []))
        : explore(from: start, until: isGoal) ?? .none
    case .deadEnd(let isGoal):
      if let answer = explore(from: start, until: nil) { return answer }
      guard let end = firstDeadEnd(isGoal) else { return .none }
      return .found(path(to: end))
    case .avoidance(let isAvoided):
      return avoid(isAvoided, from: start)
    }
  }

  /// Why the search cannot go on.
  var obstacle: UndecidedReason? { isStopped() ? .interrupted : nil }

  /// Why one more state cannot be looked at.
  var limitReached: UndecidedReason? { visited < limit ? nil : .stateLimit(limit) }

  /// Whether a step is followed, and the state that it leads to is looked at.
  func isWithinBoundary(_ step: Path<M>.Step, from state: M.State) -> Bool {
    model.isWithinBoundary(step.state) && model.isWithinBoundary(step.action, in: state)
  }
}

// MARK: - Breadth first

extension ValueSearch {
  /// Looks at the states that follow one, breadth first.
  ///
  /// - Parameter isGoal: What ends it; `nil` to look at everything and note where steps come from.
  /// - Returns: `nil` once everything has been looked at.
  private mutating func explore(
    from start: M.State, until isGoal: ((Moment<M>) -> Bool)?
  ) -> Answer? {
    var leavesBoundary = false
    var place = nodes.count
    if numbers[start] == nil { add(Node(state: start, step: nil, parent: -1)) }
    while place < nodes.count {
      if let obstacle { return .undecided(obstacle) }
      let state = nodes[place].state
      for action in model.actions(in: state) {
        guard let next = model.successor(of: state, after: action) else { continue }
        let step = Path<M>.Step(action: action, state: next)
        guard isWithinBoundary(step, from: state) else {
          if isGoal == nil { return .undecided(.boundary) }
          leavesBoundary = true
          continue
        }
        if let isGoal, isGoal(Moment(next, after: (state, action))) {
          return .found(path(to: place, step))
        }
        if let known = numbers[next] {
          if isGoal == nil { nodes[known].predecessors.append(place) }
          continue
        }
        if let limitReached { return .undecided(limitReached) }
        add(Node(state: next, step: step, parent: place, predecessors: [place]))
      }
      place += 1
    }
    return leavesBoundary ? .undecided(.boundary) : nil
  }

  private mutating func add(_ node: Node) {
    visited += 1
    numbers[node.state] = nodes.count
    nodes.append(node)
  }

  /// The first state from which no way leads to the goal.
  private func firstDeadEnd(_ isGoal: (Moment<M>) -> Bool) -> Int? {
    var hasWay = nodes.map { isGoal(Moment($0.state)) }
    var open = nodes.indices.filter { hasWay[$0] }
    while let node = open.popLast() {
      for predecessor in nodes[node].predecessors where !hasWay[predecessor] {
        hasWay[predecessor] = true
        open.append(predecessor)
      }
    }
    return hasWay.firstIndex(of: false)
  }

  private func path(to end: Int, _ last: Path<M>.Step? = nil) -> Path<M> {
    var steps = last.map { [$0] } ?? []
    var number = end
    while let step = nodes[number].step {
      steps.append(step)
      number = nodes[number].parent
    }
    return Path(initialState: nodes[number].state, steps: steps.reversed())
  }
}
