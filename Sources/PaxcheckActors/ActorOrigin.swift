/// What never changes of an actor: its address, the value with which it starts and recovers, and the code
/// that most questions run.
///
/// The code is compiled where the actor is added to a system, so that it knows the actor's type: generic
/// code that looks types up takes several times as long.
@usableFromInline
final class ActorOrigin<A: DeterministicActor, Event: Hashable & Sendable>: Sendable {
  @usableFromInline typealias Slot = ActorSlot<A, Event>

  @usableFromInline let id: ActorID
  @usableFromInline let initial: A
  @usableFromInline let mayCrash: Bool
  /// The actors of the system.
  @usableFromInline let roster: Roster
  @usableFromInline let after: @Sendable (Slot, SlotEvent<A.Message>) -> SlotStep<A.Message, Event>
  @usableFromInline let areEqual: @Sendable (Slot, Slot) -> Bool
  @usableFromInline let hash: @Sendable (Slot, inout Hasher) -> Void

  @inlinable
  init(id: ActorID, initial: A, mayCrash: Bool) {
    self.id = id
    self.initial = initial
    self.mayCrash = mayCrash
    roster = Roster()
    after = { $0.step(after: $1) }
    areEqual = { $0.isSame(as: $1) }
    hash = { $0.feed(&$1) }
  }

  /// The same in a system of these actors.
  init(_ origin: ActorOrigin, _ roster: Roster) {
    id = origin.id
    initial = origin.initial
    mayCrash = origin.mayCrash
    self.roster = roster
    after = origin.after
    areEqual = origin.areEqual
    hash = origin.hash
  }
}
