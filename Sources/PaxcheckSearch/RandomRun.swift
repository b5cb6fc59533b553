import PaxcheckModel
import PaxcheckStateSpace

/// One random run through a model.
struct RandomRun {
  let simulation: Simulation
  let number: Int

  /// Takes the run and watches for states that decide the properties among `open`.
  ///
  /// - Parameters:
  ///   - judgesLoops: Whether every loop counts, since nothing is assumed about fairness.
  ///   - lassos: What the first steps of the run show to go on for ever, fair as it is, among some properties;
  ///     it is asked after 16, 32, 64, … steps, and at the end.
  ///   - place: Where the run is noted to be.
  ///   - goesOn: Asked every few steps.
  func result(
    of stepper: any Stepper, watching open: UInt64, of expectations: [Expectation],
    judgesLoops: Bool = true,
    lassos: (_ steps: Int, _ open: UInt64) -> [RunResult.Hit] = { _, _ in [] },
    _ place: RunPlace, while goesOn: () -> Bool
  ) -> RunResult {
    var result = RunResult()
    place.steps = 0
    var chooser = StepChooser(stepper, simulation, run: number)
    guard chooser.start() else { return result }
    var watch = PropertyWatch(expectations, open: open, judgesLoops: judgesLoops)
    watch.visit(stepper, step: 0)
    var kinds: [Int: Int] = [:]
    var steps = 0
    while steps < simulation.maxSteps, let taken = chooser.next() {
      steps += 1
      place.steps = steps
      watch.visit(stepper, step: steps)
      if simulation.countsActions {
        kinds[stepper.kind(taken), default: 0] += 1
      }
      if steps & 15 == 0, !goesOn() {
        result.isComplete = false
        break
      }
      if steps >= 16, steps & (steps - 1) == 0, watch.behaviours != 0 {
        watch.note(lassos(steps, watch.behaviours))
      }
    }
    if result.isComplete, watch.waitsForEnd, stepper.isTerminal() {
      watch.end(stepper, step: steps)
    }
    if result.isComplete, watch.behaviours != 0 { watch.note(lassos(steps, watch.behaviours)) }
    result.hits = watch.hits
    let names = stepper.kindNames
    for (kind, count) in kinds { result.actionCounts[names[kind], default: 0] += count }
    result.states = steps + 1
    result.warning = stepper.warning
    result.boundaryCuts = chooser.boundaryCuts
    return result
  }

  /// Takes the run again, by values, and notes its first steps; `nil` if it ends before.
  func path<M: Model>(of model: M, steps count: Int) -> Path<M>? {
    path(of: model, upTo: count).flatMap { $0.steps.count == count ? $0 : nil }
  }

  /// Takes the run by values and notes its first steps; `nil` if the model has no initial state.
  func path<M: Model>(of model: M, upTo count: Int) -> Path<M>? {
    let values = ValueStepper(model, judging: [])
    var chooser = StepChooser(values.erased, simulation, run: number)
    guard chooser.start() else { return nil }
    let start = values.state
    var steps: [Path<M>.Step] = []
    while steps.count < count, let place = chooser.next() {
      steps.append(Path<M>.Step(action: values.action(place), state: values.state))
    }
    return Path(initialState: start, steps: steps)
  }
}

/// Where a thread is in its random runs, should the model trap.
final class RunPlace {
  @exclusivity(unchecked) var run = 0
  @exclusivity(unchecked) var steps = 0
}
