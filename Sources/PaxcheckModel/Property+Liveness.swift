extension Property {
  /// A claim that nothing comes to a standstill: where no step is possible, the model has come to an end that
  /// its author declares to be one.
  ///
  /// - Parameter isEnd: Whether a state is an end that is meant; none unless given.
  public static func noDeadlock(
    except isEnd: @escaping @Sendable (M.State) -> Bool = { _ in false }
  ) -> Self {
    .atEnd("no deadlock", isEnd)
  }
}

/// What must come true, and how often. Each is judged on behaviours that keep the model's `fairness`.
extension Property {
  /// A claim that whenever one condition is true, another one is then, or will be. In TLA: *P* ~> *Q*.
  public static func leadsTo(
    _ name: String, from origin: @escaping @Sendable (M.State) -> Bool,
    to goal: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    var property = Self(.leadsTo, name, condition: goal)
    property.origin = origin
    return property
  }

  /// A claim that from every moment on a condition will be true once more. In TLA: []<>*P*.
  ///
  /// Of a behaviour that ends, the last state counts.
  public static func infinitelyOften(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.infinitelyOften, name, condition: condition)
  }

  /// A claim that from some moment on a condition stays true. In TLA: <>[]*P*.
  ///
  /// Of a behaviour that ends, the last state counts.
  public static func eventuallyAlways(
    _ name: String, _ condition: @escaping @Sendable (M.State) -> Bool
  ) -> Self {
    Self(.eventuallyAlways, name, condition: condition)
  }
}

extension Array {
  /// A claim for each of some elements that whenever one condition is true, another one is then, or will be.
  ///
  /// The claims are called after their elements: `each client is served (3)`.
  public static func leadsTo<M: Model, Subject: Sendable>(
    _ name: String, forEach subjects: [Subject],
    from origin: @escaping @Sendable (M.State, Subject) -> Bool,
    to goal: @escaping @Sendable (M.State, Subject) -> Bool
  ) -> Self where Element == Property<M> {
    subjects.map { subject in
      .leadsTo(
        "\(name) (\(text(subject)))", from: { origin($0, subject) }, to: { goal($0, subject) })
    }
  }

  /// A claim for each of some elements that from every moment on a condition will be true once more.
  public static func infinitelyOften<M: Model, Subject: Sendable>(
    _ name: String, forEach subjects: [Subject],
    _ condition: @escaping @Sendable (M.State, Subject) -> Bool
  ) -> Self where Element == Property<M> {
    subjects.map { subject in
      .infinitelyOften("\(name) (\(text(subject)))") { condition($0, subject) }
    }
  }
}
