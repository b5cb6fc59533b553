/// A transition system: what may be true at first, what may happen next, and what is claimed of it.
///
/// Everything a checker does rests on four members. They must be pure: the same question always gets
/// the same answer, so a model reads no clock, no file, no global, and never lets the iteration order
/// of a `Set` or `Dictionary` reach a result.
public protocol Model: Sendable {
  /// A complete description of one moment.
  associatedtype State: Hashable & Sendable
  /// One step. Its text is how traces name it, so it must tell actions apart.
  associatedtype Action: Hashable & Sendable

  /// The states in which a behaviour may begin, in a fixed order.
  var initialStates: [State] { get }

  /// The steps that may be tried in a state, in a fixed order.
  ///
  /// A step that turns out to change nothing may be offered: `successor(of:after:)` rejects it. An
  /// action that is listed twice is generated twice.
  func actions(in state: State) -> [Action]

  /// Whether `actions(in:)` lists an action. A model that lists many may tell without the list.
  func isEnabled(_ action: Action, in state: State) -> Bool

  /// The state after an action, or `nil` if the action is no step here (it would change nothing).
  ///
  /// A returned state that equals `state` is a step all the same, a self-loop.
  func successor(of state: State, after action: Action) -> State?

  /// What is claimed of the model, each under its own name. All are judged in one run.
  var properties: [Property<Self>] { get }

  /// What is assumed of behaviours that go on for ever; nothing unless written otherwise.
  var fairness: [FairnessRule<Self>] { get }

  /// Why verdicts say less than they seem to, a sentence each: a claim about parts that the model does not
  /// have, for instance. Reports repeat them.
  var warnings: [String] { get }

  /// Whether a state belongs to the part of the space to look at.
  ///
  /// A successor outside is counted as generated, but neither stored nor expanded.
  func isWithinBoundary(_ state: State) -> Bool

  /// Whether a step that is offered in a state belongs to the part of the space to look at.
  ///
  /// One that does not is cut off like a step to a state outside.
  func isWithinBoundary(_ action: Action, in state: State) -> Bool

  /// Whether a step that is offered in a state belongs to the scenario that the model is limited to.
  ///
  /// One that does not is outside the boundary, too. This tells why.
  func isWithinScenario(_ action: Action, in state: State) -> Bool

  /// Parts of the model's behaviours that a search may be limited to, each under its own name.
  var scenarios: [Scenario<Self>] { get }

  /// The name under which steps like this one are counted.
  func kind(of action: Action) -> String

  /// What a random simulation should take an action for: a fault, whose share it may be told, or a
  /// timer, which takes its time. An ordinary step unless written otherwise.
  func role(of action: Action, in state: State) -> StepRole

  /// The name of the strand of a behaviour that an action belongs to, for simulations that give
  /// priorities to strands: what a thread is to a scheduler. The kind unless written otherwise.
  func strand(of action: Action) -> String
}

extension Model {
  @inlinable
  public func isEnabled(_ action: Action, in state: State) -> Bool {
    actions(in: state).contains(action)
  }

  public var fairness: [FairnessRule<Self>] { [] }

  /// What the properties say of the first state.
  public var warnings: [String] { warningsOfProperties }

  @inlinable
  public func isWithinBoundary(_ state: State) -> Bool { true }

  @inlinable
  public func isWithinBoundary(_ action: Action, in state: State) -> Bool { true }

  @inlinable
  public func isWithinScenario(_ action: Action, in state: State) -> Bool { true }

  public var scenarios: [Scenario<Self>] { [] }

  /// The action's text up to its arguments: `receiveVote(2)` counts as `receiveVote`.
  public func kind(of action: Action) -> String {
    String(actionText(action).prefix { $0 != "(" })
  }

  @inlinable
  public func role(of action: Action, in state: State) -> StepRole { .ordinary }

  public func strand(of action: Action) -> String { kind(of: action) }
}
