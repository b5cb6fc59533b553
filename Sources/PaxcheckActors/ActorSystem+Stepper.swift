public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem {
  public func stepper(judging properties: [Property<Self>]) -> any Stepper {
    stepper(judging: properties, capacity: 1 << 18)
  }

  /// A stepper that remembers a certain number of things, however long it goes on.
  package func stepper(judging properties: [Property<Self>], capacity: Int) -> any Stepper {
    let conditions = ScopedConditions(properties, boundary)
    let rules = SystemRules(
      delivery: network.delivery, isLossy: network.isLossy, maxCrashes: maxCrashes,
      discardsDeadMessages: discardsDeadMessages, hasStateBoundary: conditions.hasStateBoundary,
      hasScenario: scenario != nil,
      decided: conditions.decided, universal: conditions.universal)
    return ActorStepper(
      rules, ActorValues(self, judging: properties, conditions), capacity: capacity)
  }
}
