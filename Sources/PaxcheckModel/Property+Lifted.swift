extension Property {
  /// The same claim about a model around this one.
  ///
  /// - Parameter base: The state of this model in one of the other.
  func lifted<Outer: Model>(
    _ base: @escaping @Sendable (Outer.State) -> M.State
  ) -> Property<Outer> where Outer.Action == M.Action {
    /// A function of this model's states as one of the other's.
    func outside<Result>(
      _ function: (@Sendable (M.State) -> Result)?
    ) -> (@Sendable (Outer.State) -> Result)? {
      guard let function else { return nil }
      return { function(base($0)) }
    }
    var isUnaffectedOutside: (@Sendable (Outer.State, Outer.State) -> Bool)?
    if let isUnaffected { isUnaffectedOutside = { isUnaffected(base($0), base($1)) } }
    var stepOutside: (@Sendable (Outer.State, Outer.Action, Outer.State) -> Bool)?
    if let stepCondition { stepOutside = { stepCondition(base($0), $1, base($2)) } }
    let condition = condition
    var lifted = Property<Outer>(
      expectation, name, isUnaffected: isUnaffectedOutside, explanation: outside(explanation),
      stepCondition: stepOutside, condition: { condition(base($0)) })
    lifted.origin = outside(origin)
    return lifted
  }
}
