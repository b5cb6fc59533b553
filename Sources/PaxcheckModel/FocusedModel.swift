/// A model of which only a part is looked at: what follows a state, or what belongs to a scenario.
public struct FocusedModel<M: Model>: Model {
  public let model: M
  /// Where behaviours begin; `nil` for the initial states.
  public let start: M.State?
  public let scenario: Scenario<M>?

  public init(_ model: M, from start: M.State? = nil, within scenario: Scenario<M>? = nil) {
    self.model = model
    self.start = start
    self.scenario = scenario
  }

  @inlinable
  public var initialStates: [M.State] { start.map { [$0] } ?? model.initialStates }

  @inlinable
  public func actions(in state: M.State) -> [M.Action] { model.actions(in: state) }

  @inlinable
  public func successor(of state: M.State, after action: M.Action) -> M.State? {
    model.successor(of: state, after: action)
  }

  @inlinable
  public func isWithinBoundary(_ state: M.State) -> Bool { model.isWithinBoundary(state) }

  @inlinable
  public func isWithinBoundary(_ action: M.Action, in state: M.State) -> Bool {
    model.isWithinBoundary(action, in: state) && isWithinScenario(action, in: state)
  }

  @inlinable
  public func isWithinScenario(_ action: M.Action, in state: M.State) -> Bool {
    model.isWithinScenario(action, in: state) && scenario?.contains(state, action) ?? true
  }

  public var warnings: [String] { model.warnings }

  public var fairness: [FairnessRule<Self>] {
    model.fairness.map { $0.of(Self.self) }
  }

  public func kind(of action: M.Action) -> String { model.kind(of: action) }

  @inlinable
  public func role(of action: M.Action, in state: M.State) -> StepRole {
    model.role(of: action, in: state)
  }

  public func strand(of action: M.Action) -> String { model.strand(of: action) }

  public var properties: [Property<Self>] { model.properties.map { $0.lifted { $0 } } }
}
