import PaxcheckModel

/// Whether a goal can be reached from a state.
enum WayToGoal<Action> {
  /// No behaviour within the boundary leads there, and none leaves the boundary.
  case none
  /// These steps lead there, and no fewer do.
  case found([Action])
  /// It is not known: the boundary, or a limit, was met after so many states.
  case unknown(states: Int)
}

extension Model {
  /// Looks for a shortest way from a state to one where a condition holds.
  ///
  /// - Parameter limit: The number of states after which to give up.
  func way(
    from start: State, to condition: (State) -> Bool, limit: Int = 1_000_000
  ) -> WayToGoal<Action> {
    var parents: [State: (state: State, action: Action)?] = [start: nil]
    var level = [start]
    var isCut = false

    func actions(to goal: State) -> [Action] {
      var actions: [Action] = []
      var state = goal
      while let (parent, action) = parents[state] ?? nil {
        actions.append(action)
        state = parent
      }
      return actions.reversed()
    }
    while !level.isEmpty {
      var next: [State] = []
      for state in level {
        if condition(state) { return .found(actions(to: state)) }
        for action in self.actions(in: state) {
          guard let successor = successor(of: state, after: action) else { continue }
          guard isWithinBoundary(successor) else {
            isCut = true
            continue
          }
          guard parents[successor] == nil else { continue }
          parents[successor] = (state, action)
          next.append(successor)
        }
        if parents.count > limit { return .unknown(states: parents.count) }
      }
      level = next
    }
    return isCut ? .unknown(states: parents.count) : .none
  }
}
