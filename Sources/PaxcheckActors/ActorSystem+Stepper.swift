public import PaxcheckModel
public import PaxcheckStateSpace

extension ActorSystem {
  public func stepper(
    judging properties: [Property<Self>], scrutiny: Scrutiny = .none
  ) -> any Stepper {
    stepper(judging: properties, scrutiny: scrutiny, capacity: 1 << 18)
  }

  /// A stepper that remembers a certain number of things, however long it goes on.
  package func stepper(
    judging properties: [Property<Self>], scrutiny: Scrutiny = .none, capacity: Int
  ) -> any Stepper {
    let conditions = ScopedConditions(properties, boundary, slots)
    let values = ActorValues(self, judging: properties, conditions, scrutiny: scrutiny)
    return ActorStepper(rules(conditions, judging: properties), values, capacity: capacity)
  }
}
