/// A behaviour of a model, from an initial state: the typed form of a trace.
public struct Path<M: Model>: Sendable {
  /// An action and the state that it leads to.
  public struct Step: Sendable {
    public let action: M.Action
    public let state: M.State

    public init(action: M.Action, state: M.State) {
      self.action = action
      self.state = state
    }
  }

  /// The state in which the behaviour begins.
  public let initialState: M.State
  /// The steps in order.
  public let steps: [Step]
  /// For a behaviour that repeats for ever (a lasso): how many steps come before the loop begins.
  ///
  /// The last state of such a path equals the state after that many steps.
  public let loopStart: Int?

  public init(initialState: M.State, steps: [Step], loopStart: Int? = nil) {
    Mistake.unless(
      loopStart.map { 0..<steps.count ~= $0 } ?? true,
      "a loop begins before the last of \(steps.count) steps, not after \(loopStart ?? 0)")
    self.initialState = initialState
    self.steps = steps
    self.loopStart = loopStart
  }

  /// The actions in order.
  public var actions: [M.Action] { steps.map(\.action) }

  /// The states in order: one more than there are steps.
  public var states: [M.State] { [initialState] + steps.map(\.state) }

  /// The state at the end.
  public var finalState: M.State { steps.last?.state ?? initialState }
}
