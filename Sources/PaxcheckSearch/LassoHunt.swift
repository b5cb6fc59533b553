import PaxcheckModel

/// Looks along a random run for what may go on for ever, by the rules of fairness, without making true what
/// must come true: a state to stay in, or a loop between two visits to a state.
///
/// It is no search: of the loops along the run it tries the longest and the shortest ones only. A long loop keeps
/// more weak rules, a short one more strong rules.
struct LassoHunt<M: Model> {
  /// How many loops of each sort are tried for a property.
  private static var tries: Int { 4 }

  private let model: M
  private let run: Path<M>
  private let states: [M.State]
  private let changes = ChangeMemo<M>()

  init(_ model: M, along run: Path<M>) {
    self.model = model
    self.run = run
    states = run.states
  }

  /// Those of some properties that the run decides, with the number of steps after which it does.
  func hits(of properties: [Property<M>], among open: UInt64) -> [RunResult.Hit] {
    properties.indices.prefix(64).filter { open >> UInt64($0) & 1 == 1 }.compactMap { place in
      firstHit(of: properties[place]).map { RunResult.Hit(property: place, step: $0) }
    }
  }

  private func firstHit(of property: Property<M>) -> Int? {
    // What a loop says where nothing is assumed is judged as the run comes to it.
    if model.fairness.isEmpty && property.expectation == .eventually { return nil }
    guard let part = barrenPart(of: property) else { return nil }
    let judge = Judge(model, property, limit: nil)
    func end(of lasso: Path<M>) -> Int? {
      isFair(lasso) && judge.decision(on: lasso) != nil ? lasso.steps.count : nil
    }
    let rest = part.first { place in
      mayRest(in: states[place]) && end(of: lasso(until: place)) != nil
    }
    return rest
      ?? loops(in: part).lazy.compactMap { end(of: lasso(until: $0.end, from: $0.start)) }.first
  }

  /// The longest part of the run along which it is not true what must come true.
  private func barrenPart(of property: Property<M>) -> Range<Int>? {
    if property.expectation == .eventuallyAlways { return states.indices }
    var parts: [Range<Int>] = []
    var start = 0
    for place in states.indices where property.condition(states[place]) {
      if start < place { parts.append(start..<place) }
      start = place + 1
      if property.expectation == .eventually { break }
    }
    let isOpen = property.expectation != .eventually || start == 0
    if isOpen, start < states.count { parts.append(start..<states.count) }
    if property.expectation == .eventually { return parts.first { $0.lowerBound == 0 } }
    return parts.max { $0.count < $1.count }
  }

  /// Whether a behaviour may stay in a state for ever, though steps are possible.
  private func mayRest(in state: M.State) -> Bool {
    !model.fairness.isEmpty && isFair(Path(initialState: state, steps: []))
  }

  /// The loops to try within a part of the run: of each state that from the first visit to the last one.
  private func loops(in part: Range<Int>) -> [(start: Int, end: Int)] {
    var visits: [M.State: (start: Int, end: Int)] = [:]
    for place in part { visits[states[place]] = (visits[states[place]]?.start ?? place, place) }
    let loops = visits.values.filter { $0.start < $0.end }
      .sorted { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
    return loops.count <= 2 * Self.tries
      ? loops : loops.prefix(Self.tries) + loops.suffix(Self.tries)
  }

  private func lasso(until end: Int, from start: Int? = nil) -> Path<M> {
    Path(initialState: run.initialState, steps: Array(run.steps.prefix(end)), loopStart: start)
  }

  private func isFair(_ lasso: Path<M>) -> Bool {
    Tail(of: lasso, in: model, remembering: changes).unfairness == nil
  }
}
