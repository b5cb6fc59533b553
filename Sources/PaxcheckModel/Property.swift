/// What a property demands of the behaviours of a model.
public enum Expectation: String, Sendable, Hashable, CaseIterable {
  /// The condition holds in every reachable state: an invariant.
  case always
  /// The condition holds in some reachable state: an example that shows that the model can do it.
  case sometimes
  /// On every fair behaviour the condition holds at some moment. In TLA: <>.
  ///
  /// A behaviour that ends, or goes round in a loop that the model's `fairness` permits, before the condition
  /// held is a counterexample.
  case eventually
  /// From every reachable state some behaviour leads to a state where the condition holds: whatever
  /// has happened, there is a way. In CTL: AG EF.
  ///
  /// It says nothing of whether that way is taken, so it needs no fairness. A state from which no way
  /// leads to the goal is a counterexample.
  ///
  /// - SeeAlso: L. Lamport, "Proving Possibility Properties", Theor. Comput. Sci. 206, 1998.
  case alwaysPossible = "always-possible"
  /// The condition holds wherever a behaviour ends: in every reachable state without a step that
  /// leads on.
  case atEnd = "at-end"
  /// The condition holds of every step, also of one that leads to a state that is known: of the state
  /// before it, the action, and the state after it. In TLA: [][A]_v.
  case alwaysStep = "always-step"
  /// On every fair behaviour, whenever one condition is true, another one is then or later. In TLA: ~>.
  case leadsTo = "leads-to"
  /// On every fair behaviour the condition is true again and again. In TLA: []<>.
  case infinitelyOften = "infinitely-often"
  /// On every fair behaviour the condition is true from some moment on. In TLA: <>[].
  case eventuallyAlways = "eventually-always"
}

/// A named claim about the states of a model, or about its steps.
public struct Property<M: Model>: Sendable {
  /// What the claim demands.
  public let expectation: Expectation
  /// A short positive statement, unique in its model: "at most one leader".
  public let name: String
  /// Whether the claim's condition is true in a state.
  ///
  /// Of a claim about steps it is true everywhere.
  public let condition: @Sendable (M.State) -> Bool
  /// Whether a claim about steps is true of a step, given the state before it, the action, and the state
  /// after it; `nil` for a claim about states.
  public let stepCondition: (@Sendable (M.State, M.Action, M.State) -> Bool)?
  /// The part of the state that alone decides the condition, in the terms of the state space that
  /// can use it; `nil` if the condition needs the whole state.
  package let scope: (any Sendable)?
  /// Whether the part of the state that decides the condition is the same in two states; `nil` if that
  /// is not cheaper to tell than the condition.
  @usableFromInline package let isUnaffected: (@Sendable (M.State, M.State) -> Bool)?

  /// What it is in a state that decides the property, for people; `nil` where the name says it all.
  @usableFromInline package let explanation: (@Sendable (M.State) -> Diagnosis?)?

  /// Whether something is asked for in a state that must lead to the condition; `nil` but for `leadsTo`.
  public package(set) var origin: (@Sendable (M.State) -> Bool)?
  /// The part of the state that alone decides the origin, as `scope` is for the condition.
  package var originScope: (any Sendable)?

  /// Why the claim is about nothing, given a state of the model; `nil` where it is about something. It
  /// is the same in every state.
  package var emptiness: (@Sendable (M.State) -> String?)?

  package init(
    _ expectation: Expectation, _ name: String, scope: (any Sendable)? = nil,
    isUnaffected: (@Sendable (M.State, M.State) -> Bool)? = nil,
    explanation: (@Sendable (M.State) -> Diagnosis?)? = nil,
    stepCondition: (@Sendable (M.State, M.Action, M.State) -> Bool)? = nil,
    condition: @escaping @Sendable (M.State) -> Bool
  ) {
    Mistake.unless(
      (stepCondition != nil) == (expectation.kind.decider == .step),
      "'\(name)' is about steps, or about states")
    self.stepCondition = stepCondition
    self.isUnaffected = isUnaffected
    self.explanation = explanation
    self.expectation = expectation
    self.name = name
    self.scope = scope
    self.condition = condition
  }

  /// A claim that holds in every reachable state.
  public static func always(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.always, name, condition: condition)
  }

  /// A claim that holds of every step: of the state before it, the action, and the state after it.
  ///
  ///     .always("no step is idle", step: { before, _, after in before != after })
  ///
  /// A step that leads back to the same state is one, too. Steps that are cut off by the boundary or the
  /// scenario are not judged. A counterexample ends with the step that breaks the claim.
  ///
  /// - SeeAlso: L. Lamport, "Specifying Systems", 2002, §8.1, where it is the formula [][A]_v.
  public static func always(
    _ name: String, step condition: @escaping @Sendable (M.State, M.Action, M.State) -> Bool
  ) -> Self {
    Self(.alwaysStep, name, stepCondition: condition, condition: { _ in true })
  }

  /// A claim that some reachable state fulfils. A model that can do nothing fails it.
  public static func sometimes(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.sometimes, name, condition: condition)
  }

  /// A claim that every behaviour fulfils at some moment.
  public static func eventually(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.eventually, name, condition: condition)
  }

  /// A claim that some behaviour can still fulfil, from whatever state: nothing ever bars the way.
  public static func alwaysPossible(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.alwaysPossible, name, condition: condition)
  }

  /// A claim that every state fulfils in which the model ends.
  public static func atEnd(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.atEnd, name, condition: condition)
  }
}
