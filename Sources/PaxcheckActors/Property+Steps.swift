public import PaxcheckModel

/// Properties about steps that look at the actor alone that a step changes. A search evaluates their
/// conditions once for each change of an actor, however many steps make that change.
extension Property {
  /// A claim about every step that changes the value of an actor of one type, which the condition gets as it
  /// is before and after.
  ///
  ///     .always("a term never decreases", every: Voter.self, step: { $1.term >= $0.term })
  ///
  /// A crash and a recovery are no such steps: the actor is not there before or after them. For a claim
  /// about what storage keeps, see `always(_:everyMember:step:)`.
  public static func always<A: DeterministicActor, Message, History>(
    _ name: String, every type: A.Type, step condition: @escaping @Sendable (A, A) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(name, about: type) { before, after in
      guard let before = before.value as? A, let after = after.value as? A else { return true }
      return before == after || condition(before, after)
    }
  }

  /// A claim about every step that changes anything about an actor of one type: its value, its timers, or what
  /// it wrote to storage. Crashes and recoveries are among these steps.
  ///
  ///     .always(
  ///       "no vote is lost", everyMember: Voter.self, step: { $0.storage ?? 0 <= $1.storage ?? 0 })
  public static func always<A: DeterministicActor, Message, History>(
    _ name: String, everyMember type: A.Type,
    step condition: @escaping @Sendable (Member<A>, Member<A>) -> Bool
  ) -> Self where M == ActorSystem<Message, History> {
    Self(name, about: type) { before, after in
      guard let before = Member<A>(before), let after = Member<A>(after) else { return true }
      return condition(before, after)
    }
  }

  private init<A: DeterministicActor, Message, History>(
    _ name: String, about type: A.Type,
    _ condition:
      @escaping @Sendable (
        any Slot<Message, History.Event>, any Slot<Message, History.Event>
      ) -> Bool
  ) where M == ActorSystem<Message, History> {
    self.init(
      .alwaysStep, name, scope: PropertyScope<Message, History>.everyActorStep(condition),
      stepCondition: { before, _, after in
        zip(before.slots, after.slots).allSatisfy { $0.isEqual(to: $1) || condition($0, $1) }
      }, condition: { _ in true })
    emptiness = { $0.absence(of: type) }
  }
}
