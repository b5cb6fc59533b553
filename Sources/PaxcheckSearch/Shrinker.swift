package import PaxcheckModel

/// Leaves out steps of a path that decides a property, as long as the rest decides it too.
package struct Shrinker<M: Model> {
  private let judge: Judge<M>
  /// Checked before each attempt; when false, shrinking stops with the current path.
  private let goesOn: () -> Bool

  package init(_ judge: Judge<M>, goesOn: @escaping () -> Bool) {
    self.judge = judge
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
    let start = Path<M>(initialState: path.initialState, steps: [])
    return evidence(after: start, path.actions).map { path in
      reduce(
        withoutDetours(path), length: \.steps.count, isMonotonic: false, isStopped: { !goesOn() }
      ) { path, run in
        let beginning = Path(
          initialState: path.initialState, steps: Array(path.steps.prefix(run.lowerBound)))
        return evidence(after: beginning, path.actions.dropFirst(run.upperBound))
      }
    }
  }

  /// The path without what happens between two visits to the same state.
  private func withoutDetours(_ path: Path<M>) -> Path<M> {
    // A path that shows that something never happens visits no state twice, but to close its loop.
    if judge.kind.decider == .behaviour { return path }
    // A step that decides is one wherever it leads.
    let last = judge.kind.decider == .step ? path.steps.last : nil
    var steps: [Path<M>.Step] = []
    var visits: [M.State: Int] = [path.initialState: 0]
    for step in path.steps.dropLast(last == nil ? 0 : 1) {
      if let visit = visits[step.state] {
        for dropped in steps[visit...] { visits[dropped.state] = nil }
        steps.removeSubrange(visit...)
        visits[step.state] = visit
      } else {
        steps.append(step)
        visits[step.state] = steps.count
      }
    }
    if let last { steps.append(last) }
    return Path(initialState: path.initialState, steps: steps)
  }

  /// Goes on from the end of `beginning` with those of the actions that are possible there, up to
  /// the first state that decides the property.
  private func evidence(after beginning: Path<M>, _ actions: some Sequence<M.Action>) -> Path<M>? {
    let model = judge.model
    var path = GrowingPath(beginning, judge: judge)
    for action in actions where !path.isDecided {
      guard model.isEnabled(action, in: path.state),
        let next = model.successor(of: path.state, after: action, following: path.actions),
        model.isWithinBoundary(next), model.isWithinBoundary(action, in: path.state)
      else { continue }
      path.append(action, next)
    }
    return path.evidence
  }
}
