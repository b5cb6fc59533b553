public import PaxcheckModel

/// The part of a system state that decides a property, so that a state space need not look at the
/// rest, nor at the same part twice.
enum PropertyScope<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  /// The history alone.
  case history(@Sendable (History) -> Bool)
  /// Each actor alone: the condition is true if it is true of every one.
  case everyActor(@Sendable (any Sendable) -> Bool)
  /// Each deliverable envelope alone: the condition is true if it is true of at least one.
  case someEnvelope(@Sendable (Envelope<Message>) -> Bool)
  /// Whether each actor goes on.
  case noActorFails
  /// Each actor that a step changes, before and after it: the condition is true if it is true of every one.
  case everyActorStep(
    @Sendable (any Slot<Message, History.Event>, any Slot<Message, History.Event>) -> Bool)
  /// Several actors together.
  case severalActors(ActorsCondition<Message, History>)
}

extension Property {
  /// A claim about the history.
  public static func always<Message, History>(
    _ name: String, history condition: @escaping @Sendable (History) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(
      .always, name, scope: PropertyScope<Message, History>.history(condition),
      isUnaffected: { $0.history == $1.history },
      condition: { condition($0.history) })
  }

  /// An example of a history.
  public static func sometimes<Message, History>(
    _ name: String, history condition: @escaping @Sendable (History) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(
      .sometimes, name, scope: PropertyScope<Message, History>.history(condition),
      isUnaffected: { $0.history == $1.history },
      condition: { condition($0.history) })
  }

  /// A claim about every actor of one type, each looked at alone.
  public static func always<A: DeterministicActor, Message, History>(
    _ name: String, every type: A.Type, _ condition: @escaping @Sendable (A) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    var property = Self(
      .always, name,
      scope: PropertyScope<Message, History>.everyActor { ($0 as? A).map(condition) ?? true }
    ) { $0.actors(of: type).allSatisfy(condition) }
    property.emptiness = { $0.absence(of: type) }
    return property
  }

  /// An example of an envelope that may be delivered.
  public static func sometimes<Message, History>(
    _ name: String, deliverable condition: @escaping @Sendable (Envelope<Message>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(
      .sometimes, name, scope: PropertyScope<Message, History>.someEnvelope(condition)
    ) { $0.deliverable.contains(where: condition) }
  }
}

/// The part of an actor system's state space to look at.
public struct Boundary<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  let contains: @Sendable (SystemState<Message, History>) -> Bool
  /// The condition on each actor alone, where that is all there is to it.
  let everyActor: (@Sendable (any Sendable) -> Bool)?
  /// Why no state can be outside, given one; `nil` where one can.
  var emptiness: (@Sendable (SystemState<Message, History>) -> String?)?

  /// All states of which a condition is true.
  public static func states(
    where condition: @escaping @Sendable (SystemState<Message, History>) -> Bool
  ) -> Self {
    Self(contains: condition, everyActor: nil)
  }

  /// All states in which a condition is true of every actor of one type.
  public static func every<A: DeterministicActor>(
    _ type: A.Type, _ condition: @escaping @Sendable (A) -> Bool
  ) -> Self {
    Self(
      contains: { $0.actors(of: type).allSatisfy(condition) },
      everyActor: { ($0 as? A).map(condition) ?? true },
      emptiness: { $0.absence(of: type) })
  }
}
