public import PaxcheckModel

/// A model as plain values, whatever faster form its states may have.
public struct Plain<M: Model>: Model {
  let model: M

  public init(_ model: M) { self.model = model }

  public var initialStates: [M.State] { model.initialStates }
  public func actions(in state: M.State) -> [M.Action] { model.actions(in: state) }
  public func successor(of state: M.State, after action: M.Action) -> M.State? {
    model.successor(of: state, after: action)
  }
  public var fairness: [FairnessRule<Self>] {
    model.fairness.map { rule in
      let steps = StepClasses<Self>(rule.steps.name) { rule.steps.classOf($0) }
      return rule.strength == .weak ? .weak(steps) : .strong(steps)
    }
  }
  public func isWithinBoundary(_ state: M.State) -> Bool { model.isWithinBoundary(state) }
  public func isWithinBoundary(_ action: M.Action, in state: M.State) -> Bool {
    model.isWithinBoundary(action, in: state)
  }
  public func isWithinScenario(_ action: M.Action, in state: M.State) -> Bool {
    model.isWithinScenario(action, in: state)
  }
  public func kind(of action: M.Action) -> String { model.kind(of: action) }
  public func role(of action: M.Action, in state: M.State) -> StepRole {
    model.role(of: action, in: state)
  }
  public func strand(of action: M.Action) -> String { model.strand(of: action) }

  public var properties: [Property<Self>] {
    model.properties.map { property in
      switch property.expectation {
      case .always: .always(property.name, property.condition)
      case .sometimes: .sometimes(property.name, property.condition)
      case .eventually: .eventually(property.name, property.condition)
      case .alwaysPossible: .alwaysPossible(property.name, property.condition)
      case .atEnd: .atEnd(property.name, property.condition)
      case .alwaysStep:
        .always(property.name, step: property.stepCondition ?? { _, _, _ in true })
      case .leadsTo:
        .leadsTo(property.name, from: property.origin ?? { _ in false }, to: property.condition)
      case .infinitelyOften: .infinitelyOften(property.name, property.condition)
      case .eventuallyAlways: .eventuallyAlways(property.name, property.condition)
      }
    }
  }
}
