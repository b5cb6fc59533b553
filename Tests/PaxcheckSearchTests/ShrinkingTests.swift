import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A finding of a simulation` {
  @Test func `is a behaviour of the model that shows what it claims, and 1-minimal`() throws {
    var lengths: [Int] = []
    try withEvery("seed", in: Effort.seeds(400)) { seed in
      let model = Switches.random(seed: seed)
      let outcome = try model.simulate(Simulation(seed: seed, runs: 30, maxSteps: 120))
      for finding in outcome.findings {
        guard let path = finding.verdict.path else { continue }
        lengths.append(path.steps.count)
        try requireMinimal(path, finding.property, of: model)
      }
    }
    // Otherwise this test would look at nothing.
    let long = lengths.count { $0 > 3 }
    #expect(
      lengths.count > Effort.share(of: 400) && long > Effort.share(of: 50), "\(lengths.count)")
  }

  @Test func `is so on drawn graphs, where steps depend on the place`() throws {
    try withEvery("seed", in: Effort.seeds(400)) { seed in
      let model = Graph.random(seed: seed)
      let outcome = try model.simulate(Simulation(seed: 3, runs: 20, maxSteps: 60))
      for finding in outcome.findings {
        guard let path = finding.verdict.path else { continue }
        try requireMinimal(path, finding.property, of: model)
      }
    }
  }

  // A simulation that noted steps that never happened, or numbered the steps of a list that had
  // become shorter, would report paths that lead elsewhere, and depths that no behaviour has.
  @Test func `holds no step that was drawn and did not happen`() throws {
    let model = EachOnce(count: 12)
    try withEvery("seed", in: Effort.seeds(1_000)) { seed in
      let outcome = try model.simulate(Simulation(seed: seed, runs: 1))
      let path = try #require(outcome["all"]?.path)
      try #require(path.actions.sorted() == Array(0..<12))
      try #require(path.finalState.done.count == 12)
      try #require(outcome.statistics.maxDepth == 13)
      try #require(outcome.statistics.generatedStates == 13)
    }
  }

  @Test func `is chosen among the possible steps with equal probability`() throws {
    // Nine of eleven listed actions are no steps. The other two come first equally often.
    let outcome = try Graph(
      Array(repeating: "a>.", count: 9) + ["a>left", "a>right"],
      properties: [.sometimes("never") { _ in false }]
    ).simulate(Simulation(seed: 9, runs: 10_000, countsActions: true))
    let left = try #require(outcome.statistics.actionCounts["a>left"])
    #expect(4_800...5_200 ~= left)
    #expect(outcome.statistics.actionCounts["a>right"] == 10_000 - left)
    #expect(outcome.statistics.actionCounts.count == 2)
  }

  /// Follows `actions` strictly; the states they lead through, or `nil` if one is not possible.
  private func states<M: Model>(
    of model: M, from start: M.State, _ actions: [M.Action]
  ) -> [M.State]? {
    var states = [start]
    for action in actions {
      guard let state = states.last, model.actions(in: state).contains(action),
        let next = model.successor(of: state, after: action), model.isWithinBoundary(next)
      else { return nil }
      states.append(next)
    }
    return states
  }

  /// Whether states in a row, with the actions between them, show what a finding about a property must show.
  private func show<M: Model>(
    _ states: [M.State], by actions: [M.Action], _ property: Property<M>, of model: M
  ) -> Bool {
    switch property.expectation {
    case .always: return !property.condition(states[states.count - 1])
    case .sometimes: return property.condition(states[states.count - 1])
    case .alwaysStep:
      guard let action = actions.last else { return false }
      let (before, after) = (states[states.count - 2], states[states.count - 1])
      return property.stepCondition?(before, action, after) == false
    case .eventually:
      guard !states.contains(where: property.condition) else { return false }
      return isEnd(states[states.count - 1], of: model)
        || states.dropLast().contains(states[states.count - 1])
    case .atEnd, .alwaysPossible, .infinitelyOften, .eventuallyAlways, .leadsTo:
      return !property.condition(states[states.count - 1])
        && isEnd(states[states.count - 1], of: model)
    }
  }

  private func isEnd<M: Model>(_ state: M.State, of model: M) -> Bool {
    model.actions(in: state).allSatisfy { model.successor(of: state, after: $0) == nil }
  }

  private func requireMinimal<M: Model>(
    _ path: Path<M>, _ property: Property<M>, of model: M
  ) throws {
    let all = try #require(states(of: model, from: path.initialState, path.actions))
    try #require(all == path.states)
    try #require(show(all, by: path.actions, property, of: model))
    if let loopStart = path.loopStart { try #require(all[loopStart] == path.finalState) }
    for place in path.steps.indices {
      var actions = path.actions
      actions.remove(at: place)
      guard let rest = states(of: model, from: path.initialState, actions) else { continue }
      try #require(
        !show(rest, by: actions, property, of: model),
        "without step \(place + 1) of \(path.actions)")
    }
  }
}

/// Things to be done once each, in any order; all are always listed.
private struct EachOnce: Model {
  struct State: Hashable { var done: Set<Int> = [] }
  let count: Int
  var initialStates: [State] { [State()] }
  func actions(in state: State) -> [Int] { Array(0..<count) }
  func successor(of state: State, after thing: Int) -> State? {
    state.done.contains(thing) ? nil : State(done: state.done.union([thing]))
  }
  var properties: [Property<Self>] {
    [.sometimes("all") { [count] in $0.done.count == count }]
  }
}
