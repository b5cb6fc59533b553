public import PaxcheckModel

/// The properties that a search judges: those that the model lists, or the one of them that is the goal, and
/// behind them those that are implied.
@usableFromInline
struct Claims<M: Model>: Sendable {
  @usableFromInline let properties: [Property<M>]
  /// How many of them the model lists.
  @usableFromInline let listed: Int

  /// - Parameter andDeadlock: Whether to judge, too, that the model comes to no standstill.
  /// - Throws: `ModelError` if the properties have no proper names or are too many, or none is the goal.
  @usableFromInline
  init(of model: M, among goal: String?, andDeadlock: Bool) throws(ModelError) {
    let deadlock = Property<M>.noDeadlock()
    var listed = try model.properties(among: goal)
    if andDeadlock, !listed.contains(where: { $0.name == deadlock.name }) {
      listed.append(deadlock)
    }
    let implied = model.impliedProperties
    try model.check(listed.count, and: implied)
    properties = listed + implied
    self.listed = listed.count
  }

  /// Whether a finding is told: that on an implied property is if it is violated.
  func tells(_ verdict: Verdict<M>, onPropertyAt place: Int) -> Bool {
    if case .violated = verdict { return true }
    return place < listed
  }
}
