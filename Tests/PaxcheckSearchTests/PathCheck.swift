import PaxcheckModel
import Testing

/// Fails unless a path is a behaviour of the model and shows what its verdict says.
func expectGenuine<M: Model>(
  _ verdict: Verdict<M>, of property: Property<M>, in model: M, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let path = verdict.path else { return }
  let note = Comment(rawValue: "\(comment) \(property.name): \(path.actions)")
  #expect(model.initialStates.contains(path.initialState), note, sourceLocation: sourceLocation)
  for (state, step) in zip(path.states, path.steps) {
    #expect(
      model.actions(in: state).contains(step.action)
        && model.successor(of: state, after: step.action) == step.state
        && model.isWithinBoundary(step.state), note, sourceLocation: sourceLocation)
  }
  switch property.expectation {
  case .always:
    #expect(!property.condition(path.finalState), note, sourceLocation: sourceLocation)
  case .alwaysStep:
    let isBroken = path.steps.last.map {
      property.stepCondition?(path.states[path.steps.count - 1], $0.action, $0.state) == false
    }
    #expect(isBroken == true, note, sourceLocation: sourceLocation)
  case .sometimes:
    #expect(property.condition(path.finalState), note, sourceLocation: sourceLocation)
  case .atEnd:
    #expect(
      !property.condition(path.finalState) && next(path.finalState, in: model).isEmpty, note,
      sourceLocation: sourceLocation)
  case .alwaysPossible:
    var known: Set<M.State> = [path.finalState]
    var open = [path.finalState]
    while let state = open.popLast() {
      open += next(state, in: model).filter { known.insert($0).inserted }
    }
    #expect(
      !known.contains(where: property.condition) && known.allSatisfy(model.isWithinBoundary), note,
      sourceLocation: sourceLocation)
  case .eventually:
    #expect(!path.states.contains(where: property.condition), note, sourceLocation: sourceLocation)
    if let start = path.loopStart {
      #expect(path.states[start] == path.finalState, note, sourceLocation: sourceLocation)
    } else {
      #expect(next(path.finalState, in: model).isEmpty, note, sourceLocation: sourceLocation)
    }
  case .leadsTo, .infinitelyOften, .eventuallyAlways:
    Issue.record("'FairnessDefinition' is for this", sourceLocation: sourceLocation)
  }
}

/// The states that follow a state.
private func next<M: Model>(_ state: M.State, in model: M) -> [M.State] {
  model.actions(in: state).compactMap { model.successor(of: state, after: $0) }
}
