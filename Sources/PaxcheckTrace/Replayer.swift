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
  ///
  /// - Returns: After how many steps the property is decided.
  func judge() throws(ReplayError) -> Int {
    let (name, count) = (property.name, walk.steps.count)
    switch Judge(walk.model, property).ruling(on: path) {
    case .decided(let step): return step
    case .open(.nothingDecides): throw .nothingShown(trace)
    case .open(.fulfilled(let step)): throw .fulfilled(name, after: step)
    case .open(.goesOn):
      throw .goesOn(after: count, offered: walk.offers().map { actionText($0.action) })
    case .open(.unfair(let reason)): throw .unfair(reason, after: count)
    case .open(.stillPossible(let way)):
      throw .stillPossible(name, after: count, by: way.actions.map { actionText($0) })
    case .open(.tooMuchPossible(let states)):
      throw .tooMuchPossible(name, after: count, states: states)
    }
  }
}
