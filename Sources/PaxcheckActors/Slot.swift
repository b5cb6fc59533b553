/// One actor's part of a system state, its type erased: the actor's value or the fact that it
/// crashed, its timers, its open offers and its storage.
@usableFromInline
package protocol Slot<Message, Event>: Hashable, Sendable {
  associatedtype Message: Hashable & Sendable
  associatedtype Event: Hashable & Sendable

  var id: ActorID { get }
  /// The name of the actor's type, without its parameters.
  var actorName: String { get }
  /// Whether the actor is not there: because of a crash, or because it failed.
  var isCrashed: Bool { get }
  /// Why the actor is gone for good, if it is.
  var failure: String? { get }
  /// Whether the actor is one of those that crashes, amnesia and partitions may strike.
  var mayCrash: Bool { get }
  /// What no crash takes from the actor.
  var lifetime: Lifetime { get set }
  /// Whether a crash could lose a write.
  var hasUnsyncedWrite: Bool { get }
  /// What a crash may lose of the writes that were not synced, nothing first.
  func losses(_ kept: UnsyncedWrites) -> [UnsyncedLoss]
  /// The timeouts and choices that may happen now.
  var localEvents: [LocalEvent] { get }
  /// The actor's value, or `nil` while it is crashed.
  var value: (any Sendable)? { get }

  /// Whether the actor, not being crashed, will never do anything about a message.
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool
  /// The step that an event makes.
  func after(_ event: SlotEvent<Message>) -> SlotStep<Message, Event>
  /// The range of a local event's duration in milliseconds; `nil` if it has none.
  func duration(of event: LocalEvent) -> ClosedRange<Int>?

  /// The same slot with an actor that does nothing about messages.
  var ignoringMessages: any Slot<Message, Event> { get }

  /// The type of the actor.
  var actorType: any DeterministicActor.Type { get }
  /// The same slot in a system of these actors.
  func knowing(_ roster: Roster) -> any Slot<Message, Event>
  /// The slot as properties see it: without timers and offers.
  var visible: any Slot<Message, Event> { get }
  /// What certainly survives a crash of what the actor wrote; `nil` if its storage has cells.
  var durable: (any Hashable & Sendable)? { get }
  /// The cells of the actor's storage.
  var cellDisk: any Hashable & Sendable { get }

  /// The type of the actor, by its name.
  var typeName: String { get }
  /// The type of what the actor writes to storage.
  var storageType: any (Hashable & Sendable).Type { get }
  /// The type of the names of the storage's cells; `Never` if it is a single value.
  var cellType: any (Hashable & Sendable).Type { get }
  /// What the actor wrote last to each cell that can be read, in the order of the cells' texts.
  var storedCells: [StoredCell] { get }
  /// What is in storage, for people; `nil` if nothing is.
  var storageText: String? { get }
  /// What the actor wrote last, and whether that certainly survives a crash; `nil` if its storage has cells.
  var written: (value: any Hashable & Sendable, isSynced: Bool)? { get }
  /// The actor as it is when it starts or recovers, before the handler runs.
  var beginning: Self { get }
  /// The actor after a crash that left this of its storage.
  ///
  /// - Precondition: `storage`, unless it is `nil`, is of the type `storageType`.
  func crashed(leaving storage: (any Hashable & Sendable)?) -> Self
  /// The actor after a crash that left these cells of its storage.
  ///
  /// - Precondition: They have the types `cellType` and `storageType`.
  func crashed(leaving cells: [StoredCell]) -> Self
}

/// What can happen to one slot.
@usableFromInline
package enum SlotEvent<Message: Hashable & Sendable>: Hashable, Sendable {
  case start
  case receive(Message, from: ActorID)
  case local(LocalEvent)
  case crash(UnsyncedLoss)
  case recover
  case amnesia
}

/// A timeout or a choice, the type of the timer or the alternative erased.
@usableFromInline
package enum LocalEvent: Hashable, Sendable {
  case timeout(ErasedValue)
  case choice(ErasedValue)
}

/// What a handler did.
@usableFromInline
package struct SlotStep<Message: Hashable & Sendable, Event: Hashable & Sendable>: Sendable {
  @usableFromInline package var slot: any Slot<Message, Event>
  @usableFromInline package var envelopes: [Envelope<Message>]
  @usableFromInline package var events: [Event]
  /// Whether what was on its way to the actor is lost.
  @usableFromInline package var losesIncoming: Bool
  /// The timers whose time begins, set before or not.
  @usableFromInline package var begun: [ErasedValue]

  @inlinable
  package init(
    slot: any Slot<Message, Event>, envelopes: [Envelope<Message>] = [], events: [Event] = [],
    losesIncoming: Bool = false, begun: [ErasedValue] = []
  ) {
    self.slot = slot
    self.envelopes = envelopes
    self.events = events
    self.losesIncoming = losesIncoming
    self.begun = begun
  }

  /// Whether nothing was sent, recorded or lost.
  package var isSilent: Bool { envelopes.isEmpty && events.isEmpty && !losesIncoming }
}

extension Slot {
  /// The slot in a system that has these budgets.
  func with(_ budgets: [Budget]) -> Self {
    var slot = self
    slot.lifetime.spent = Spent(of: budgets)
    return slot
  }

  /// Whether the actor can start again from its storage.
  package var mayRecover: Bool { isCrashed && failure == nil }

  /// Whether another slot, of whatever type, is the same.
  package func isEqual(to other: any Slot) -> Bool { (other as? Self) == self }
}
