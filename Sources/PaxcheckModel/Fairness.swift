/// An assumption about behaviours that go on for ever: some steps are not put off for good.
///
/// What must come true (`eventually`, `leadsTo`, …) is judged on fair behaviours only. A rule is about
/// classes of steps. It says of each class that its steps are taken again and again, if they are possible
/// *all along* (weak fairness) or *again and again* (strong fairness).
///
/// With at least one rule, a step counts only if it changes the state, and a behaviour may also stay in a
/// state for ever: that is fair if no step of any class is possible there. Without rules every behaviour
/// that ends, or goes round in a loop, counts. A step is possible if the model lists it and it changes the
/// state, whether or not a boundary or a scenario cuts it off.
///
/// - SeeAlso: L. Lamport, "Specifying Systems", 2002, chapter 8.
public struct FairnessRule<M: Model>: Sendable {
  /// How often a step must be possible to be taken in the end.
  public enum Strength: String, Sendable, Hashable {
    /// From some moment on, all along.
    case weak
    /// Again and again, whatever is in between.
    case strong
  }

  public let strength: Strength
  public let steps: StepClasses<M>

  /// Steps of a class that is possible all along are taken again and again.
  public static func weak(_ steps: StepClasses<M>) -> Self { Self(strength: .weak, steps: steps) }

  /// Steps of a class that is possible again and again are taken again and again.
  public static func strong(_ steps: StepClasses<M>) -> Self {
    Self(strength: .strong, steps: steps)
  }

  /// Nothing is assumed: a behaviour may stay in any state for ever, as in TLA without fairness.
  public static var nothing: Self { .weak(StepClasses("nothing") { _ in nil }) }

  /// The same rule of a model that has the same actions.
  package func of<Other: Model>(_ type: Other.Type) -> FairnessRule<Other>
  where Other.Action == M.Action {
    FairnessRule<Other>(
      strength: strength == .weak ? .weak : .strong, steps: steps.of(Other.self))
  }

  /// Whether the rule is about no step, on purpose.
  package var isNothing: Bool { description == Self.nothing.description }
}

extension FairnessRule: CustomStringConvertible {
  /// The rule as reports and traces name it: `weak deliveries`.
  public var description: String {
    steps.name == "nothing" ? steps.name : "\(strength.rawValue) \(steps.name)"
  }
}

/// Classes of steps that a fairness rule is about.
public struct StepClasses<M: Model>: Sendable {
  /// What the steps are, in a few words: `deliveries`.
  public let name: String
  private let classify: @Sendable (M.Action) -> (any Hashable & Sendable)?

  /// - Parameters:
  ///   - name: What the steps are, in a few words, on one line.
  ///   - classOf: The class of an action, any value; `nil` for one that the rule is not about.
  public init(
    _ name: String,
    classOf: @escaping @Sendable (_ action: M.Action) -> (any Hashable & Sendable)?
  ) {
    self.name = name
    classify = classOf
  }

  /// All steps as one class: something happens as long as anything can.
  public static var every: Self { Self("every step") { _ in true } }

  /// The steps of which a condition is true, as one class.
  public static func steps(
    named name: String, where isMeant: @escaping @Sendable (_ action: M.Action) -> Bool
  ) -> Self {
    Self(name) { isMeant($0) ? true : nil }
  }

  /// The class of an action; `nil` if the rule is not about it.
  package func classOf(_ action: M.Action) -> StepClass? {
    classify(action).map { StepClass(value: AnyStepValue($0)) }
  }

  /// The same classes of a model that has the same actions.
  package func of<Other: Model>(_ type: Other.Type) -> StepClasses<Other>
  where Other.Action == M.Action {
    StepClasses<Other>(name, classOf: classify)
  }
}

/// A class of steps, within one rule.
package struct StepClass: Hashable, Sendable {
  private let value: AnyStepValue

  fileprivate init(value: AnyStepValue) { self.value = value }
}

/// A value of any type that tells classes apart.
private struct AnyStepValue: Hashable, Sendable {
  private let value: any Hashable & Sendable

  init(_ value: any Hashable & Sendable) { self.value = value }

  static func == (left: Self, right: Self) -> Bool {
    AnyHashable(left.value) == AnyHashable(right.value)
  }

  func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
