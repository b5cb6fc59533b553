public import PaxcheckStateSpace

extension ActorSystem {
  public func stepper() -> any Stepper { stepper(capacity: 1 << 18) }

  /// A stepper that remembers a certain number of things, however long it goes on.
  package func stepper(capacity: Int) -> any Stepper {
    let conditions = ScopedConditions(properties, boundary)
    let rules = SystemRules(
      delivery: network.delivery, isLossy: network.isLossy, maxCrashes: maxCrashes,
      discardsDeadMessages: discardsDeadMessages, hasStateBoundary: conditions.hasStateBoundary,
      decided: conditions.decided, universal: conditions.universal)
    return ActorStepper(rules, ActorValues(self, conditions), capacity: capacity)
  }
}
