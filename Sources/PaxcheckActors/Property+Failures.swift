public import PaxcheckModel

extension Property {
  /// No handler ever meets what its author holds to be impossible; see `Outbox.fail(_:)`.
  public static func noActorFails<Message, History>() -> Self
  where M == ActorSystem<Message, History> {
    Self(
      .always, "no actor fails", scope: PropertyScope<Message, History>.noActorFails,
      explanation: { $0.failure.map { Diagnosis($0) } }, condition: { $0.failure == nil })
  }
}

extension SystemState {
  /// The first actor that failed, and why.
  fileprivate var failure: String? {
    slots.lazy.compactMap { slot in slot.failure.map { "actor \(slot.id) fails: \($0)" } }.first
  }
}

extension ActorSystem {
  /// Stops the program if an actor failed, unless that is a counterexample.
  func notice(_ slot: any Slot) {
    guard let failure = slot.failure else { return }
    let isClaimed = properties.contains { property in
      if case PropertyScope<Message, History>.noActorFails? = property.scope { true } else { false }
    }
    if !isClaimed {
      Mistake.stop(
        "actor \(slot.id) fails: \(failure). "
          + "Claim 'noActorFails()' of the system to see how it comes to that.")
    }
  }
}
