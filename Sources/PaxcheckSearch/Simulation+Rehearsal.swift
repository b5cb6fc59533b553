public import PaxcheckModel
import PaxcheckStateSpace

/// The first runs, taken twice: the same whatever the number of threads.
extension Simulation {
  /// The first contradiction of a model met in these runs.
  @usableFromInline
  func contradiction<M: Model>(in model: M) -> ModelError? {
    guard scrutiny != .none else { return nil }
    var rehearsal = self
    rehearsal.countsActions = false
    if scrutiny.determinism != .whole {
      rehearsal.runs = min(runs, Self.rehearsedRuns)
      rehearsal.maxSteps = min(maxSteps, Self.rehearsedSteps)
    }
    guard let component = model as? any ComponentModel, component.isMadeOfComponents else {
      return rehearsal.contradictionByValues(in: model)
    }
    if let flaw = component.flaw { return flaw }
    let stepper = component.stepper(scrutiny)
    for number in 0..<rehearsal.runs where stop?.isRequested != true {
      let run = RandomRun(simulation: rehearsal, number: number)
      _ = run.result(of: stepper, watching: 0, of: [], RunPlace()) { stop?.isRequested != true }
      if let failure = stepper.failure { return failure }
    }
    return nil
  }

  private func contradictionByValues<M: Model>(in model: M) -> ModelError? {
    for number in 0..<runs where stop?.isRequested != true {
      let path = RandomRun(simulation: self, number: number).path(of: model, upTo: maxSteps)
      if let failure = path.flatMap({ $0.contradiction(in: model) }) { return failure }
    }
    return nil
  }

  private static var rehearsedRuns: Int { 8 }
  private static var rehearsedSteps: Int { 200 }
}

extension ComponentModel {
  /// A stepper that judges nothing.
  fileprivate func stepper(_ scrutiny: Scrutiny) -> any Stepper {
    stepper(judging: [], scrutiny: scrutiny)
  }
}

extension Path {
  /// What a model contradicts itself in when the path is taken again, in states that come about
  /// independently.
  fileprivate func contradiction(in model: M) -> ModelError? {
    guard var twin = model.initialStates.first(where: { $0 == initialState }) else {
      return .nondeterministic(where: "the list of initial states")
    }
    var state = initialState
    for step in steps {
      let hash = state.hashValue
      let actions = model.actions(in: state)
      let again = withOtherMemory { model.actions(in: twin) }
      guard actions == again, let place = actions.firstIndex(of: step.action) else {
        return .nondeterministic(where: "the list of actions in \(state)")
      }
      let next = withOtherMemory { model.successor(of: twin, after: again[place]) }
      guard let next, next == step.state else {
        return .nondeterministic(where: "the successor after '\(step.action)'")
      }
      guard state.hashValue == hash else {
        return .sharedState(where: "the successor after '\(step.action)'")
      }
      (state, twin) = (step.state, next)
    }
    return nil
  }
}
