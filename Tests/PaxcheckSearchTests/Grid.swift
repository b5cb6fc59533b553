import PaxcheckModel

/// A cube of numbers, each of which may be counted up: many ways lead to each state, and levels are
/// wide enough for several threads.
struct Grid: Model {
  struct State: Hashable, Sendable { var x = 0, y = 0, z = 0 }
  enum Action: Hashable, CaseIterable, Sendable { case x, y, z, swap }

  var size = 30
  var properties: [Property<Grid>] = [
    .always("stays in the cube") { max($0.x, $0.y, $0.z) <= 30 },
    .always("not all are twenty") { $0 != State(x: 20, y: 20, z: 20) },
    .sometimes("five, six, seven") { $0 == State(x: 5, y: 6, z: 7) },
    .sometimes("beyond") { $0.x > 30 },
    .eventually("reaches the corner") { $0 == State(x: 30, y: 30, z: 30) },
  ]

  var initialStates: [State] { [State()] }

  func actions(in state: State) -> [Action] { Action.allCases }

  func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .x: next.x = min(size, state.x + 1)
    case .y: next.y = min(size, state.y + 1)
    case .z: next.z = min(size, state.z + 1)
    case .swap:
      // Leads down as well as up, so that depth-first and breadth-first orders differ.
      guard state.x > state.y else { return nil }
      swap(&next.x, &next.y)
    }
    return next == state ? nil : next
  }
}
