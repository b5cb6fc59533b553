import PaxcheckModel

/// What an actor wants done when its handler returns.
public struct Outbox<A: DeterministicActor> {
  /// The address of the actor whose handler runs.
  public let id: ActorID
  /// The actors of the system.
  @usableFromInline package let roster: Roster
  /// The envelopes to send, in order.
  @usableFromInline package var envelopes: [Envelope<A.Message>] = []
  /// The events to record, in order.
  @usableFromInline package var events: [A.Event] = []
  @usableFromInline package var timers: TimerSet<A.Timer>
  /// The timers that were set, whether they were set before or not, for a clock that is real.
  @usableFromInline package var begun: [A.Timer] = []
  @usableFromInline package var offers: [[A.Choice]]
  @usableFromInline package var disk: Disk<A.Storage>
  @usableFromInline package var cells: CellDisk<A.Cell, A.Storage>
  /// What no crash takes from the actor.
  @usableFromInline package var lifetime: Lifetime
  /// Whether what is on its way to the actor is lost.
  @usableFromInline package var losesIncoming = false
  /// Why the actor failed, if it did.
  @usableFromInline package private(set) var failure: String?

  @inlinable
  package init(
    id: ActorID, roster: Roster = Roster(), timers: TimerSet<A.Timer> = TimerSet(),
    offers: [[A.Choice]] = [],
    disk: Disk<A.Storage> = Disk(), cells: CellDisk<A.Cell, A.Storage> = CellDisk(),
    lifetime: Lifetime = Lifetime()
  ) {
    self.id = id
    self.roster = roster
    self.timers = timers
    self.offers = offers
    self.disk = disk
    self.cells = cells
    self.lifetime = lifetime
  }

  /// How often the actor has lost its storage (`ActorSystem.maxAmnesia`): what tells the identity that it
  /// takes when it finds no storage from those that it had before. An implementation would draw one by lot.
  public var incarnation: Int { lifetime.amnesiaCount }

  /// A number, counted from 1, that the actor was never given before, whatever it has lost since: what a
  /// random identifier, such as a UUID, is to an implementation.
  public mutating func uniqueNumber() -> Int {
    lifetime.drawnCount += 1
    return lifetime.drawnCount
  }

  /// Sends a message to one actor.
  @inlinable
  public mutating func send(_ message: A.Message, to destination: ActorID) {
    envelopes.append(Envelope(from: id, to: destination, message))
  }

  /// Sends a message to several actors, in their order.
  @inlinable
  public mutating func broadcast(
    _ message: A.Message, to destinations: some Sequence<ActorID>
  ) {
    for destination in destinations { send(message, to: destination) }
  }

  /// Sets a timer; setting it twice is setting it once, and on a real clock its time begins anew.
  @inlinable
  public mutating func set(_ timer: A.Timer) {
    timers.insert(timer)
    begun.append(timer)
  }

  /// Cancels a timer, whether it was set or not.
  @inlinable
  public mutating func cancel(_ timer: A.Timer) { timers.remove(timer) }

  /// Leaves a decision to chance: one of the alternatives will be picked, at any later moment.
  public mutating func offer(_ alternatives: [A.Choice]) {
    Mistake.unless(!alternatives.isEmpty, "an offer needs at least one alternative")
    offers.append(alternatives)
  }

  /// Leaves the rest of a handler to a step of its own, which runs `DeterministicActor.choose(_:_:)` at
  /// any later moment, and is lost in a crash: what an `await` is in an implementation.
  public mutating func later(_ rest: A.Choice) { offer([rest]) }

  /// Loses every message that is on its way to this actor.
  ///
  /// It is no deed of the actor but a fault of its environment, for actors that model such faults
  /// themselves: a process that starts anew behind another address gets nothing that was sent to
  /// the old one. What the handler itself sends to this actor arrives.
  public mutating func loseIncoming() { losesIncoming = true }

  /// Extends the system's history variable.
  @inlinable
  public mutating func record(_ event: A.Event) { events.append(event) }

  /// Says that the handler met what its author holds to be impossible: what an assertion is to a
  /// program that runs for real.
  ///
  ///     guard let attempt = attempts[round] else { return outbox.fail("no attempt at \(round)") }
  ///
  /// The actor is gone for good, and nothing else that the handler wanted is done. This violates
  /// `Property.noActorFails()`, which is claimed of every system, whether it lists that or not.
  ///
  /// - Parameter reason: What should not have been, for people. Of several the first is kept.
  public mutating func fail(_ reason: String) { failure = failure ?? reason }
}
