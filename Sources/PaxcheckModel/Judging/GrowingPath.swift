/// A path that grows until it decides a property.
package struct GrowingPath<M: Model> {
  private let judge: Judge<M>
  private let initialState: M.State
  private var steps: [Path<M>.Step]
  private var loopStart: Int?
  /// Whether the path decides the property, whatever can follow.
  package private(set) var isDecided = false
  /// Whether the path decides the property if nothing that matters can follow.
  private var mayEnd: Bool
  /// For a property that must come true: after how many steps each state was visited.
  private var visits: [M.State: Int] = [:]

  /// Begins with a path that decides nothing, unless it has no steps.
  package init(_ path: Path<M>, judge: Judge<M>) {
    self.judge = judge
    initialState = path.initialState
    steps = path.steps
    mayEnd = !judge.kind.isDecidedAtOnce
    if judge.kind.decider == .behaviour {
      for (count, state) in path.states.enumerated() {
        visits[state] = count
        mayEnd = mayEnd && !judge.isFulfilled(at: Moment(state))
      }
    } else {
      look(at: Moment(state))
    }
  }

  package var state: M.State { steps.last?.state ?? initialState }

  package var actions: [M.Action] { steps.map(\.action) }

  /// The path, if it decides the property.
  package var evidence: Path<M>? {
    guard isDecided || mayEnd && judge.isDecided(byEndingIn: state) else { return nil }
    return Path(initialState: initialState, steps: steps, loopStart: loopStart)
  }

  package mutating func append(_ action: M.Action, _ state: M.State) {
    let moment = Moment<M>(state, after: (self.state, action))
    steps.append(Path<M>.Step(action: action, state: state))
    guard judge.kind.decider == .behaviour else { return look(at: moment) }
    mayEnd = mayEnd && !judge.isFulfilled(at: moment)
    if mayEnd, let visit = visits.updateValue(steps.count, forKey: state) {
      loopStart = visit
      isDecided = true
    }
  }

  /// Asks whether the last moment decides the property, or does if the path may end there.
  private mutating func look(at moment: Moment<M>) {
    if judge.kind.isDecidedAtOnce {
      isDecided = judge.isDecided(at: moment)
    } else {
      mayEnd = !judge.isFulfilled(at: moment)
    }
  }
}
