/// A model whose environment does some things only so often: what budgets are to an actor system
/// (`ActorSystem.budgets`), for any model.
///
///     Limited(
///       TwoPhaseCommit(rms: 3),
///       to: [ActionBudget("aborts", 1) { "\($0)".hasPrefix("chooseToAbort") }])
///
/// What was spent is part of the state. A step that several budgets are about draws on each of them; an
/// action that turns out to be no step draws on none.
public struct Limited<Base: Model>: Model {
  /// A state of the model, and what was spent.
  public struct State: Hashable, Sendable {
    public var base: Base.State
    /// How often steps have drawn on each budget, in the order of the budgets.
    var spent = NibbleArray<UInt64>()
    let names: [String]

    /// How often steps have drawn on a budget, by its name.
    public func spent(_ budget: String) -> Int {
      guard let place = names.firstIndex(of: budget) else {
        Mistake.stop(
          "no budget is called '\(budget)'; there are: \(names.joined(separator: ", "))")
      }
      return spent[place]
    }

    public static func == (left: Self, right: Self) -> Bool {
      left.spent == right.spent && left.base == right.base
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(base)
      hasher.combine(spent)
    }
  }

  public typealias Action = Base.Action

  /// The model without budgets.
  public let base: Base
  public let budgets: [ActionBudget<Base>]
  /// The claims of the model, and any others.
  public var properties: [Property<Self>]

  /// - Parameters:
  ///   - base: The model without budgets.
  ///   - budgets: How often its environment does what.
  ///   - examples: Claims about the model besides its own, such as examples that depend on the budgets.
  /// - Precondition: there are at most 16 budgets.
  public init(_ base: Base, to budgets: [ActionBudget<Base>], examples: [Property<Base>] = []) {
    Mistake.unless(
      budgets.count <= NibbleArray<UInt64>.count,
      "\(budgets.count) budgets, and a model has at most \(NibbleArray<UInt64>.count)")
    self.base = base
    self.budgets = budgets
    properties = (base.properties + examples).map { $0.lifted { $0.base } }
  }

  public var initialStates: [State] {
    base.initialStates.map {
      State(base: $0, names: budgets.map(\.name))
    }
  }

  public func actions(in state: State) -> [Action] {
    base.actions(in: state.base).filter { isPermitted($0, in: state) }
  }

  public func isEnabled(_ action: Action, in state: State) -> Bool {
    isPermitted(action, in: state) && base.isEnabled(action, in: state.base)
  }

  private func isPermitted(_ action: Action, in state: State) -> Bool {
    budgets.indices.allSatisfy {
      state.spent[$0] < budgets[$0].limit || !budgets[$0].includes(action)
    }
  }

  public func successor(of state: State, after action: Action) -> State? {
    guard let next = base.successor(of: state.base, after: action) else { return nil }
    var result = state
    result.base = next
    for place in budgets.indices where budgets[place].includes(action) { result.spent[place] += 1 }
    return result
  }

  public var warnings: [String] { base.warnings }

  public var fairness: [FairnessRule<Self>] { base.fairness.map { $0.of(Self.self) } }

  public func isWithinBoundary(_ state: State) -> Bool { base.isWithinBoundary(state.base) }

  public func isWithinBoundary(_ action: Action, in state: State) -> Bool {
    base.isWithinBoundary(action, in: state.base)
  }

  public func isWithinScenario(_ action: Action, in state: State) -> Bool {
    base.isWithinScenario(action, in: state.base)
  }

  public var scenarios: [Scenario<Self>] {
    base.scenarios.map { scenario in
      Scenario(scenario.name, scenario.summary) { scenario.contains($0.base, $1) }
    }
  }

  public func kind(of action: Action) -> String { base.kind(of: action) }

  public func role(of action: Action, in state: State) -> StepRole {
    base.role(of: action, in: state.base)
  }

  public func strand(of action: Action) -> String { base.strand(of: action) }
}

/// How often a model's environment may do something.
public struct ActionBudget<Base: Model>: Sendable {
  /// What is counted, for people: `restarts`.
  public let name: String
  /// How often it may happen in all.
  public let limit: Int
  /// Whether an action draws on the budget.
  public let includes: @Sendable (Base.Action) -> Bool

  /// - Precondition: `limit` is in 0…15.
  public init(
    _ name: String, _ limit: Int, _ includes: @escaping @Sendable (Base.Action) -> Bool
  ) {
    Mistake.unless(
      0...15 ~= limit, "the budget '\(name)' is \(limit), and it can be 0 to 15")
    self.name = name
    self.limit = limit
    self.includes = includes
  }
}

extension Limited.State: CustomReflectable {
  /// The fields of the model's state, and what was spent where something was.
  public var customMirror: Mirror {
    let mirror = Mirror(reflecting: base)
    var fields = Array(mirror.children)
    if mirror.displayStyle != .struct { fields = [("base", base)] }
    for (place, name) in names.enumerated() where spent[place] > 0 {
      fields.append(("spent on \(name)", spent[place]))
    }
    return Mirror(self, children: fields, displayStyle: .struct)
  }
}
