public import PaxcheckModel

/// One random run through a model.
@usableFromInline
struct RandomRun<M: Model> {
  @usableFromInline let model: M
  @usableFromInline let simulation: Simulation
  @usableFromInline let number: Int

  @inlinable
  init(_ model: M, _ simulation: Simulation, number: Int) {
    self.model = model
    self.simulation = simulation
    self.number = number
  }

  /// Takes the run and watches for states that decide `properties`.
  ///
  /// - Parameter goesOn: Asked every few steps.
  @inlinable
  func result(
    watching properties: [PropertyWatch<M>.Entry], while goesOn: () -> Bool
  ) -> RunResult {
    var result = RunResult()
    var chooser = StepChooser(model, simulation, run: number)
    guard var state = chooser.start() else { return result }
    var watch = PropertyWatch<M>(properties)
    watch.visit(state, step: 0)
    var steps = 0
    while steps < simulation.maxSteps, let step = chooser.next(after: state) {
      steps += 1
      state = step.state
      watch.visit(state, step: steps)
      if simulation.countsActions {
        result.actionCounts[model.kind(of: step.action), default: 0] += 1
      }
      if steps & 15 == 0, !goesOn() {
        result.isComplete = false
        break
      }
    }
    if result.isComplete, watch.waitsForEnd, model.isTerminal(state) {
      watch.end(state, step: steps)
    }
    result.hits = watch.hits
    result.states = steps + 1
    result.boundaryCuts = chooser.boundaryCuts
    return result
  }

  /// Takes the run again and notes its first steps; `nil` if it ends before.
  @usableFromInline
  func path(steps count: Int) -> Path<M>? {
    var chooser = StepChooser(model, simulation, run: number)
    guard let start = chooser.start() else { return nil }
    var steps: [Path<M>.Step] = []
    while steps.count < count {
      guard let step = chooser.next(after: steps.last?.state ?? start) else { return nil }
      steps.append(Path<M>.Step(action: step.action, state: step.state))
    }
    return Path(initialState: start, steps: steps)
  }
}

extension Model {
  /// Whether no step leads on from a state, not even out of the boundary.
  @inlinable
  func isTerminal(_ state: State) -> Bool {
    !actions(in: state).contains { successor(of: state, after: $0) != nil }
  }
}
