package import PaxcheckModel

/// Leaves out steps of a path that decides a property, as long as the rest decides it too.
///
/// - SeeAlso: A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.
package struct Shrinker<M: Model> {
  private let model: M
  private let property: Property<M>
  /// Whether a path may end in a state: for what must stay possible, one from which it is not.
  private let isEnd: (M.State) -> Bool
  /// Asked before every attempt; once it is `false`, the path is as short as it is.
  private let goesOn: () -> Bool

  /// - Parameter isEnd: Whether a path may end in a state; where nothing can happen unless given.
  package init(
    model: M, property: Property<M>, isEnd: ((M.State) -> Bool)? = nil,
    goesOn: @escaping () -> Bool
  ) {
    self.model = model
    self.property = property
    self.isEnd = isEnd ?? model.isTerminal
    self.goesOn = goesOn
  }

  /// A path with some of the steps of `path`, which decides the property in the same way and which is
  /// 1-minimal: with no single step left out does the rest still do so.
  ///
  /// Steps that become impossible when others are left out are left out with them. `nil` if `path`
  /// itself decides nothing.
  ///
  /// - Complexity: O(*n*²) steps of the model for a path of *n* steps that cannot be shortened.
  package func shrink(_ path: Path<M>) -> Path<M>? {
    guard var path = evidence(after: Path(initialState: path.initialState), path.actions) else {
      return nil
    }
    path = withoutDetours(path)
    var size = max(1, path.steps.count / 2)
    while true {
      let before = path.steps.count
      sweep(&path, leavingOut: size)
      if !goesOn() || (size == 1 && path.steps.count == before) { return path }
      size = max(1, min(size / 2, path.steps.count / 2))
    }
  }

  /// Tries to leave out each run of `size` steps once.
  private func sweep(_ path: inout Path<M>, leavingOut size: Int) {
    var place = 0
    while place < path.steps.count, goesOn() {
      let rest = path.actions.dropFirst(place + size)
      if let shorter = evidence(after: path.prefix(place), rest) {
        path = shorter
      } else {
        place += size
      }
    }
  }

  /// The path without what happens between two visits to the same state.
  private func withoutDetours(_ path: Path<M>) -> Path<M> {
    // A path that shows that something never happens visits no state twice, but to close its loop.
    if property.expectation == .eventually { return path }
    var steps: [Path<M>.Step] = []
    var visits: [M.State: Int] = [path.initialState: 0]
    for step in path.steps {
      if let visit = visits[step.state] {
        for dropped in steps[visit...] { visits[dropped.state] = nil }
        steps.removeSubrange(visit...)
        visits[step.state] = visit
      } else {
        steps.append(step)
        visits[step.state] = steps.count
      }
    }
    return Path(initialState: path.initialState, steps: steps)
  }

  /// Goes on from the end of `beginning` with those of the actions that are possible there, up to
  /// the first state that decides the property.
  private func evidence(after beginning: Path<M>, _ actions: some Sequence<M.Action>) -> Path<M>? {
    var path = Evidence(beginning, of: property)
    for action in actions where !path.isDecided {
      guard model.offers(action, in: path.state),
        let next = model.successor(of: path.state, after: action, following: path.path.actions),
        model.isWithinBoundary(next), model.isWithinBoundary(action, in: path.state)
      else { continue }
      path.append(action, next)
    }
    if !path.isDecided, path.mayEnd, isEnd(path.state) { return path.path }
    return path.isDecided ? path.path : nil
  }
}

/// A path that grows until it decides a property.
private struct Evidence<M: Model> {
  private let property: Property<M>
  private let initialState: M.State
  private var steps: [Path<M>.Step]
  private var loopStart: Int?
  /// Whether the path decides the property.
  private(set) var isDecided = false
  /// Whether the path decides the property if it may end here.
  private(set) var mayEnd: Bool
  /// For a property that must come true: after how many steps each state was visited.
  private var visits: [M.State: Int] = [:]

  init(_ path: Path<M>, of property: Property<M>) {
    self.property = property
    initialState = path.initialState
    steps = path.steps
    mayEnd = !property.expectation.isAboutSingleStates
    if property.expectation == .eventually {
      for (index, state) in path.states.enumerated() {
        visits[state] = index
        mayEnd = mayEnd && !property.condition(state)
      }
    } else {
      judge()
    }
  }

  var state: M.State { steps.last?.state ?? initialState }

  var path: Path<M> { Path(initialState: initialState, steps: steps, loopStart: loopStart) }

  mutating func append(_ action: M.Action, _ state: M.State) {
    steps.append(Path<M>.Step(action: action, state: state))
    guard property.expectation == .eventually else { return judge() }
    mayEnd = mayEnd && !property.condition(state)
    if mayEnd, let visit = visits.updateValue(steps.count, forKey: state) {
      loopStart = visit
      isDecided = true
    }
  }

  /// Asks whether the state at the end decides the property, or would if the path may end there.
  private mutating func judge() {
    let isShown = property.condition(state) == (property.expectation == .sometimes)
    if property.expectation.isAboutSingleStates { isDecided = isShown } else { mayEnd = isShown }
  }
}

extension Path {
  fileprivate init(initialState: M.State) { self.init(initialState: initialState, steps: []) }

  fileprivate func prefix(_ count: Int) -> Path {
    Path(initialState: initialState, steps: Array(steps.prefix(count)))
  }
}
