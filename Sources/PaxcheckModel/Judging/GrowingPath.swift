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
  private var visits: [M.State: [Int]] = [:]

  /// Begins with a path that decides nothing, unless it has no steps.
  package init(_ path: Path<M>, judge: Judge<M>) {
    self.judge = judge
    initialState = path.initialState
    steps = path.steps
    mayEnd = !judge.kind.isDecidedAtOnce
    if judge.kind.decider == .behaviour {
      for (count, state) in path.states.enumerated() {
        visits[state, default: []].append(count)
        if judge.isLocal { mayEnd = mayEnd && !judge.isFulfilled(at: Moment(state)) }
      }
    } else {
      look(at: Moment(state))
    }
  }

  package var state: M.State { steps.last?.state ?? initialState }

  package var actions: [M.Action] { steps.map(\.action) }

  /// The path, if it decides the property.
  package var evidence: Path<M>? {
    let path = Path<M>(initialState: initialState, steps: steps, loopStart: loopStart)
    if isDecided { return path }
    let mayEnd = judge.isLocal ? self.mayEnd && judge.isDecided(byEndingIn: state) : isDecided(path)
    return mayEnd ? path : nil
  }

  private func isDecided(_ path: Path<M>) -> Bool { judge.decision(on: path) != nil }

  package mutating func append(_ action: M.Action, _ state: M.State) {
    let moment = Moment<M>(state, after: (self.state, action))
    steps.append(Path<M>.Step(action: action, state: state))
    guard judge.kind.decider == .behaviour else { return look(at: moment) }
    if judge.isLocal { mayEnd = mayEnd && !judge.isFulfilled(at: moment) }
    guard mayEnd else { return }
    loopStart = visits[state]?.last { visit in
      judge.isLocal
        || isDecided(Path(initialState: initialState, steps: steps, loopStart: visit))
    }
    isDecided = loopStart != nil
    visits[state, default: []].append(steps.count)
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
