public import PaxcheckModel

extension Property {
  /// No handler ever meets what its author holds to be impossible; see `Outbox.fail(_:)`.
  ///
  /// It is claimed of every system. Reports of a system that lists it mention it whatever the verdict, those
  /// of others only where it is violated.
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
  /// That no actor fails, unless it is among the properties.
  package var impliedProperties: [Property<Self>] {
    let claim = Property<Self>.noActorFails()
    return properties.contains { $0.name == claim.name } ? [] : [claim]
  }
}
