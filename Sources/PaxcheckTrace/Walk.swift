package import PaxcheckModel

/// A path in the making, whose steps are named by their texts.
package struct Walk<M: Model>: Sendable {
  package let model: M
  /// The index of the initial state, where the model has several.
  package let start: Int?
  package let initialState: M.State
  package private(set) var steps: [Path<M>.Step] = []

  /// Begins in an initial state, which must be named if there are several.
  package init(_ model: M, start: Int? = nil) throws(ReplayError) {
    let states = model.initialStates
    guard start != nil || states.count == 1 else { throw .startMissing(count: states.count) }
    guard states.indices.contains(start ?? 0) else {
      throw .noStart(start ?? 0, count: states.count)
    }
    self.model = model
    self.start = states.count > 1 ? start : nil
    initialState = states[start ?? 0]
  }

  /// The state that the walk has come to.
  package var state: M.State { state(after: steps.count) }

  /// The state after some of the steps.
  package func state(after count: Int) -> M.State {
    count == 0 ? initialState : steps[count - 1].state
  }

  package var path: Path<M> { Path(initialState: initialState, steps: steps) }

  /// The texts of the first steps.
  func texts(of count: Int) -> [String] {
    steps.prefix(count).map { actionText($0.action) }
  }

  /// The steps that are possible now, each text once.
  package func offers() -> [Path<M>.Step] {
    var seen: Set<String> = []
    return model.actions(in: state).compactMap { action in
      guard let next = model.successor(of: state, after: action, following: path.actions),
        seen.insert(actionText(action)).inserted
      else { return nil }
      return Path<M>.Step(action: action, state: next)
    }
  }

  /// Takes a step that was offered.
  package mutating func take(_ step: Path<M>.Step) { steps.append(step) }

  /// Takes back all but some of the steps.
  package mutating func goBack(to count: Int) { steps.removeSubrange(count...) }

  /// Takes the step with this text.
  ///
  /// - Throws: `ReplayError` if no step has it, or steps that lead to different states do.
  package mutating func take(_ text: String) throws(ReplayError) {
    let (state, path) = (state, path)
    let all = model.actions(in: state)
    var actions = all.filter { actionText($0) == text }
    // Traces once had Swift's own texts.
    if actions.isEmpty { actions = all.filter { String(describing: $0) == text } }
    let offered = actions.compactMap { action in
      model.successor(of: state, after: action, following: path.actions).map {
        Path<M>.Step(action: action, state: $0)
      }
    }
    let number = steps.count + 1
    guard let step = offered.first else {
      throw .notOffered(
        text, step: number, isIgnored: !actions.isEmpty,
        offered: offers().map { actionText($0.action) }, before: lastDifference())
    }
    guard offered.allSatisfy({ $0.state == step.state }) else {
      let other = offered.first { $0.state != step.state } ?? step
      throw .ambiguous(
        text, step: number, StateDifference(from: step.state, to: other.state))
    }
    steps.append(step)
  }

  /// What the last step changed, with its text.
  private func lastDifference() -> (text: String, change: StateDifference)? {
    guard let step = steps.last else { return nil }
    return (
      actionText(step.action),
      StateDifference(from: state(after: steps.count - 1), to: step.state)
    )
  }
}
