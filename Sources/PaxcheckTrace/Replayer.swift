import PaxcheckModel

/// Follows a trace through a model, and tells what stands in its way.
struct Replayer<M: Model> {
  private let trace: Trace
  private let model: M
  private let property: Property<M>
  private let initialState: M.State
  private var steps: [Path<M>.Step] = []
  private var hasClosedLoop = false

  /// Begins in the initial state that the trace names.
  init(_ trace: Trace, model: M, property: Property<M>) throws(ReplayError) {
    self.trace = trace
    self.model = model
    self.property = property
    let states = model.initialStates
    guard trace.start != nil || states.count == 1 else {
      throw .startMissing(count: states.count)
    }
    let start = trace.start ?? 0
    guard states.indices.contains(start) else { throw .noStart(start, count: states.count) }
    initialState = states[start]
  }

  /// The steps taken so far, and the loop if it is closed.
  var path: Path<M> {
    Path(
      initialState: initialState, steps: steps, loopStart: hasClosedLoop ? trace.loopStart : nil)
  }

  mutating func takeAllSteps() throws(ReplayError) {
    for text in trace.steps { try take(text) }
    guard let loopStart = trace.loopStart else { return }
    hasClosedLoop = state(after: loopStart) == state
    guard hasClosedLoop else {
      let gap = StateDifference(from: state(after: loopStart), to: state)
      throw .openLoop(after: loopStart, end: steps.count, gap)
    }
  }

  /// Whether the path shows what its trace says.
  func judge() throws(ReplayError) {
    let isShown: (M.State) -> Bool
    switch property.expectation {
    case .always: isShown = { !property.condition($0) }
    case .sometimes: isShown = property.condition
    case .eventually: return try judgeEventually()
    case .alwaysPossible: return try judgeAlwaysPossible()
    case .atEnd:
      guard !property.condition(state) else { throw .fulfilled(property.name, after: steps.count) }
      return try judgeEnd()
    }
    guard (0...steps.count).contains(where: { isShown(state(after: $0)) }) else {
      throw .nothingShown(trace)
    }
  }

  private func judgeEventually() throws(ReplayError) {
    if let step = (0...steps.count).first(where: { property.condition(state(after: $0)) }) {
      throw .fulfilled(property.name, after: step)
    }
    if !hasClosedLoop { try judgeEnd() }
  }

  private func judgeEnd() throws(ReplayError) {
    let offered = offeredTexts()
    guard offered.isEmpty else { throw .goesOn(after: steps.count, offered: offered) }
  }

  private func judgeAlwaysPossible() throws(ReplayError) {
    switch model.way(from: state, to: property.condition) {
    case .none: break
    case .found(let actions):
      throw .stillPossible(
        property.name, after: steps.count, by: actions.map { String(describing: $0) })
    case .unknown(let states):
      throw .tooMuchPossible(property.name, after: steps.count, states: states)
    }
  }

  private mutating func take(_ text: String) throws(ReplayError) {
    let actions = model.actions(in: state).filter { String(describing: $0) == text }
    let offered = actions.compactMap { action in
      model.successor(of: state, after: action).map { Path<M>.Step(action: action, state: $0) }
    }
    let number = steps.count + 1
    guard let step = offered.first else {
      throw .notOffered(
        text, step: number, isIgnored: !actions.isEmpty, offered: offeredTexts(),
        before: lastDifference())
    }
    guard offered.allSatisfy({ $0.state == step.state }) else {
      let other = offered.first { $0.state != step.state } ?? step
      throw .ambiguous(
        text, step: number, StateDifference(from: step.state, to: other.state))
    }
    steps.append(step)
  }

  private var state: M.State { state(after: steps.count) }

  private func state(after count: Int) -> M.State {
    count == 0 ? initialState : steps[count - 1].state
  }

  /// The texts of the actions that are steps here, each once.
  private func offeredTexts() -> [String] {
    var seen: Set<String> = []
    return model.actions(in: state)
      .filter { model.successor(of: state, after: $0) != nil }
      .map { String(describing: $0) }
      .filter { seen.insert($0).inserted }
  }

  /// What the last step changed, with its text.
  private func lastDifference() -> (text: String, change: StateDifference)? {
    guard let step = steps.last else { return nil }
    return (
      String(describing: step.action),
      StateDifference(from: state(after: steps.count - 1), to: step.state)
    )
  }
}
