public import PaxcheckModel

/// The properties that a search judges: those that the model lists, or the one of them that is the goal, and
/// behind them those that are implied.
@usableFromInline
struct Claims<M: Model>: Sendable {
  @usableFromInline let properties: [Property<M>]
  /// How many of them the model lists.
  @usableFromInline let listed: Int

  /// - Parameters:
  ///   - andDeadlock: Whether to judge, too, that the model comes to no standstill.
  ///   - notingDeadlock: Whether to note where it does, without a claim that it does not.
  /// - Throws: `ModelError` if the properties have no proper names or are too many, or none is the goal.
  @usableFromInline
  init(
    of model: M, among goal: String?, andDeadlock: Bool, notingDeadlock: Bool = false
  ) throws(ModelError) {
    let deadlock = Property<M>.noDeadlock()
    var listed = try model.properties(among: goal)
    if andDeadlock, !listed.contains(where: { $0.name == deadlock.name }) {
      listed.append(deadlock)
    }
    var implied = model.impliedProperties
    let saysWhatEnds = (listed + implied).contains { $0.expectation == .atEnd }
    if notingDeadlock, !saysWhatEnds, listed.count + implied.count < 64 { implied.append(deadlock) }
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
