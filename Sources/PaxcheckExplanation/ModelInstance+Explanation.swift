package import PaxcheckCatalogue
import PaxcheckModel
package import PaxcheckSearch
package import PaxcheckTrace

/// How to look at a trace before it is explained.
package struct ExplanationRequest: Sendable {
  /// Whether steps are left out without which the rest still decides the property.
  package var leavesOutIrrelevant = false
  /// Whether independent steps change places, so that participants change as rarely as possible.
  package var reorders = false
  /// How many sets of steps to look at for an order.
  package var maxOrderedSets = 200_000
  /// How many states to look at for the point of no return.
  package var maxStates = 20_000
  /// Requested when the user wants an answer with what is known by then.
  package var stop: StopSignal?

  package init() {}
}

extension ModelInstance {
  /// Takes every step of a trace and explains it.
  ///
  /// - Throws: `ReplayError` if the trace does not show what it expects to show.
  package func explain(
    _ trace: Trace, _ request: ExplanationRequest = ExplanationRequest()
  ) throws(ReplayError) -> Explanation {
    func explain<M: Model>(_ model: M) throws(ReplayError) -> Explanation {
      try TraceExplainer(model: model, request: request).explain(trace)
    }
    var explanation = try explain(model)
    explanation.title = ModelReference(brief: name, arguments)
    return explanation
  }
}

/// Replays a trace, rewrites it if asked to, and explains what comes of it.
private struct TraceExplainer<M: Model> {
  let model: M
  let request: ExplanationRequest

  func explain(_ trace: Trace) throws(ReplayError) -> Explanation {
    let replay = try trace.replay(on: model)
    var (path, trace) = (replay.path, trace)
    var notes: [String] = []
    if let why = replay.whyFixed {
      notes.append("it no longer shows what it once did: \(why)")
      trace.steps = path.actions.map { actionText($0) }
      trace.loopStart = path.loopStart
    }
    if let property = model.judgedProperties.first(where: { $0.name == trace.property }),
      path.decision(on: trace.property, of: model) != nil
    {
      if request.leavesOutIrrelevant { path = relevant(path, property, &notes) }
      if request.reorders { path = reordered(path, property, &notes) }
      trace = Trace(path, deciding: property, of: model, named: trace.model)
      trace.expectsFixed = false
    }
    var explanation = Explanation(path, of: model, trace: trace)
    if let property = model.judgedProperties.first(where: { $0.name == trace.property }),
      explanation.decision != nil
    {
      notes += path.fairnessAccount(of: model, deciding: property)?.lines ?? []
    }
    explanation.notes = notes
    if let decision = explanation.decision,
      let property = model.judgedProperties.first(where: { $0.name == trace.property })
    {
      explanation.pointOfNoReturn = PointOfNoReturn(
        path, last: decision, deciding: property, of: model, limit: request.maxStates,
        isStopped: isStopped)
    }
    return explanation
  }

  private func isStopped() -> Bool { request.stop?.isRequested ?? false }

  /// The steps that the verdict depends on.
  private func relevant(
    _ path: Path<M>, _ property: Property<M>, _ notes: inout [String]
  ) -> Path<M> {
    let judge = Judge(model, property, isStopped: isStopped)
    let shrinker = Shrinker(judge, goesOn: { !isStopped() })
    let rest = shrinker.shrink(path) ?? path
    let left = path.steps.count - rest.steps.count
    guard left > 0 || !isStopped() else {
      notes.append("which steps are needed was not found out in time")
      return path
    }
    notes.append(
      left == 0
        ? "every step is needed"
        : "\(left) of \(path.steps.count) steps are left out; the others decide the property")
    return rest
  }

  /// The same steps with as few changes of participant as possible.
  private func reordered(
    _ path: Path<M>, _ property: Property<M>, _ notes: inout [String]
  ) -> Path<M> {
    guard let view = ParticipantView(model) else {
      notes.append("the steps stay in order: the model does not tell who takes them")
      return path
    }
    guard path.loopStart == nil else {
      notes.append("the steps stay in order: they are a loop")
      return path
    }
    let states = path.states
    let stepDetails = path.steps.indices.map { view.details(path.steps[$0].action, states[$0]) }
    let places = stepDetails.map { $0.place ?? -1 }
    let causes = CausalOrder(stepDetails, beginningWith: view.messages(path.initialState)).causes
    let before = FewestSwitches.switches(Array(places.indices), places)
    let fewest = FewestSwitches(places: places, causes: causes, limit: request.maxOrderedSets)
    guard fewest.isBest else {
      notes.append("the steps stay in order: there are too many others to try")
      return path
    }
    guard fewest.switches < before else {
      notes.append("no order of these steps changes participants less often: \(before) times")
      return path
    }
    guard let better = follow(fewest.order.map { path.steps[$0].action }, from: path.initialState),
      better.decision(on: property.name, of: model) != nil
    else {
      notes.append("the steps stay in order: that with fewest changes does not decide the property")
      return path
    }
    notes.append("participants change \(fewest.switches) times; before, \(before) times")
    return better
  }

  /// The path that some actions make, if each is possible where it stands.
  private func follow(_ actions: [M.Action], from start: M.State) -> Path<M>? {
    var steps: [Path<M>.Step] = []
    for action in actions {
      let state = steps.last?.state ?? start
      guard model.isEnabled(action, in: state),
        let next = model.successor(of: state, after: action)
      else { return nil }
      steps.append(Path<M>.Step(action: action, state: next))
    }
    return Path(initialState: start, steps: steps)
  }
}
