import PaxcheckModel

/// Follows a trace through a model, and tells what stands in its way.
struct Replayer<M: Model> {
  private let trace: Trace
  private let property: Property<M>
  private var walk: Walk<M>
  private var hasClosedLoop = false

  /// Begins in the initial state that the trace names.
  init(_ trace: Trace, model: M, property: Property<M>) throws(ReplayError) {
    self.trace = trace
    self.property = property
    walk = try Walk(model, start: trace.start)
  }

  /// The steps taken so far, and the loop if it is closed.
  var path: Path<M> {
    Path(
      initialState: walk.initialState, steps: walk.steps,
      loopStart: hasClosedLoop ? trace.loopStart : nil)
  }

  mutating func takeAllSteps() throws(ReplayError) {
    for text in trace.steps { try walk.take(text) }
    guard let loopStart = trace.loopStart else { return }
    let beginning = walk.state(after: loopStart)
    hasClosedLoop = beginning == walk.state
    guard hasClosedLoop else {
      let gap = StateDifference(from: beginning, to: walk.state)
      throw .openLoop(after: loopStart, end: walk.steps.count, gap)
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
      guard !property.condition(walk.state) else {
        throw .fulfilled(property.name, after: walk.steps.count)
      }
      return try judgeEnd()
    }
    let shows = (0...walk.steps.count).contains { count in
      Activity.after {
        walk.texts(of: count)
      } named: {
        "the property '\(property.name)'"
      } while: {
        isShown(walk.state(after: count))
      }
    }
    guard shows else {
      throw .nothingShown(trace)
    }
  }

  /// What it is in the first state that violates the property.
  var diagnosis: Diagnosis? {
    (0...walk.steps.count).lazy.map { walk.state(after: $0) }.first { !property.condition($0) }
      .flatMap { property.diagnosis(of: $0) }
  }

  private func judgeEventually() throws(ReplayError) {
    let count = walk.steps.count
    if let step = (0...count).first(where: { property.condition(walk.state(after: $0)) }) {
      throw .fulfilled(property.name, after: step)
    }
    if !hasClosedLoop { try judgeEnd() }
  }

  private func judgeEnd() throws(ReplayError) {
    let offered = walk.offers().map { actionText($0.action) }
    guard offered.isEmpty else { throw .goesOn(after: walk.steps.count, offered: offered) }
  }

  private func judgeAlwaysPossible() throws(ReplayError) {
    let count = walk.steps.count
    var search = ReachSearch(walk.model, for: property.condition, limit: 1_000_000)
    switch search.search(from: walk.state) {
    case .unreachable: break
    case .reached(let way):
      throw .stillPossible(
        property.name, after: count, by: way.actions.map { actionText($0) })
    case .undecided:
      throw .tooMuchPossible(property.name, after: count, states: search.visited)
    }
  }
}
