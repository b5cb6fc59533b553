public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem {
  public func stepper(judging properties: [Property<Self>]) -> any Stepper {
    stepper(judging: properties, capacity: 1 << 18)
  }

  /// A stepper that remembers a certain number of things, however long it goes on.
  package func stepper(judging properties: [Property<Self>], capacity: Int) -> any Stepper {
    let conditions = ScopedConditions(properties, boundary, slots)
    return ActorStepper(
      rules(conditions), ActorValues(self, judging: properties, conditions), capacity: capacity)
  }
}
