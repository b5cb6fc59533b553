public import PaxcheckModel

/// Decides which step a random run takes next.
///
/// What is drawn, and in which order, is frozen: a seed means the same run in every release.
@usableFromInline
struct StepChooser<M: Model> {
  @usableFromInline typealias Step = (action: M.Action, state: M.State)

  @usableFromInline let model: M
  @usableFromInline var generator: SeededGenerator
  /// Successors left out because they lie outside the boundary.
  @usableFromInline var boundaryCuts = 0
  /// The rule where steps are not simply all alike.
  @usableFromInline var plan: StepPlan<M>?

  @inlinable
  init(_ model: M, _ simulation: Simulation, run: Int) {
    self.model = model
    generator = SeededGenerator(seed: simulation.seed, run: run)
    plan = simulation.isPlain ? nil : StepPlan(simulation)
  }

  /// An initial state within the boundary, if there is one.
  @inlinable
  mutating func start() -> M.State? {
    let states = model.initialStates.filter(model.isWithinBoundary)
    return states.isEmpty ? nil : states[generator.below(states.count)]
  }

  /// The next step, or `nil` if none is possible within the boundary.
  @inlinable
  mutating func next(after state: M.State) -> Step? {
    if plan != nil { return nextByPlan(after: state) }
    var actions = model.actions(in: state)
    return take(from: &actions, in: state)
  }

  /// Takes one of several actions, each with the same probability.
  ///
  /// An action that turns out to be no step, or to lead out of the boundary, is thrown away and
  /// another one is drawn from the rest, so the steps that are possible stay equally probable.
  @inlinable
  mutating func take(from actions: inout [M.Action], in state: M.State) -> Step? {
    while !actions.isEmpty {
      let index = generator.below(actions.count)
      if let next = successor(of: state, after: actions[index]) { return (actions[index], next) }
      actions.swapAt(index, actions.count - 1)
      actions.removeLast()
    }
    return nil
  }

  @inlinable
  mutating func successor(of state: M.State, after action: M.Action) -> M.State? {
    guard let next = model.successor(of: state, after: action) else { return nil }
    guard model.isWithinBoundary(next) else {
      boundaryCuts += 1
      return nil
    }
    return next
  }
}
