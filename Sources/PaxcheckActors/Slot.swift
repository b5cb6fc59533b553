/// One actor's part of a system state, its type erased: the actor's value or the fact that it
/// crashed, its timers, its open offers and its storage.
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
  /// Whether the actor is one of those that a crash may strike.
  var mayCrash: Bool { get }
  /// Whether a crash could lose a write.
  var hasUnsyncedWrite: Bool { get }
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
  var deaf: any Slot<Message, Event> { get }

  /// The type of the actor, by its name.
  var typeName: String { get }
  /// The type of what the actor writes to storage.
  var storageType: any (Hashable & Sendable).Type { get }
  /// What the actor wrote last, and whether that certainly survives a crash.
  var written: (value: any Hashable & Sendable, isSynced: Bool)? { get }
  /// The actor as it is when it starts or recovers, before the handler runs.
  var beginning: Self { get }
  /// The actor after a crash that left this of its storage.
  ///
  /// - Precondition: `storage`, unless it is `nil`, is of the type `storageType`.
  func crashed(leaving storage: (any Hashable & Sendable)?) -> Self
}

/// What can happen to one slot.
package enum SlotEvent<Message: Hashable & Sendable>: Hashable, Sendable {
  case start
  case receive(Message, from: ActorID)
  case local(LocalEvent)
  case crash(losingUnsynced: Bool)
  case recover
}

/// A timeout or a choice, the type of the timer or the alternative erased.
package enum LocalEvent: Hashable, Sendable {
  case timeout(ErasedValue)
  case choice(ErasedValue)
}

/// What a handler did.
package struct SlotStep<Message: Hashable & Sendable, Event: Hashable & Sendable>: Sendable {
  package var slot: any Slot<Message, Event>
  package var envelopes: [Envelope<Message>] = []
  package var events: [Event] = []
  /// The timers whose time begins, set before or not.
  package var begun: [ErasedValue] = []
}

extension Slot {
  /// Whether the actor can start again from its storage.
  package var mayRecover: Bool { isCrashed && failure == nil }

  /// Whether another slot, of whatever type, is the same.
  package func isEqual(to other: any Slot) -> Bool { (other as? Self) == self }
}

/// A slot whose actor is an `A`.
struct ActorSlot<A: DeterministicActor, Event: Hashable & Sendable>: Slot {
  typealias Message = A.Message

  let id: ActorID
  /// The value with which the actor starts and recovers.
  let initial: A
  let mayCrash: Bool
  var isDeaf = false
  var actor: A?
  var timers = TimerSet<A.Timer>()
  var offers: [[A.Choice]] = []
  var disk = Disk<A.Storage>()
  var failure: String?

  init(id: ActorID, initial: A, mayCrash: Bool) {
    self.id = id
    self.initial = initial
    self.mayCrash = mayCrash
  }

  var actorName: String { String(String(describing: A.self).prefix { $0 != "<" }) }
  var isCrashed: Bool { actor == nil }
  var hasUnsyncedWrite: Bool { disk.unsynced != nil }
  var value: (any Sendable)? { actor }

  var localEvents: [LocalEvent] {
    var alternatives: [A.Choice] = []
    for alternative in offers.joined() where !alternatives.contains(alternative) {
      alternatives.append(alternative)
    }
    return timers.elements.map { .timeout(ErasedValue($0)) }
      + alternatives.map { .choice(ErasedValue($0)) }
  }

  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    actor?.ignoresForever(message, from: sender) ?? false
  }

  func duration(of event: LocalEvent) -> ClosedRange<Int>? {
    guard case .timeout(let timer) = event, let timer = timer.value as? A.Timer else { return nil }
    return actor?.duration(of: timer)
  }

  func after(_ event: SlotEvent<Message>) -> SlotStep<Message, Event> {
    var next = self
    switch event {
    case .start:
      next.actor = initial
      return next.handling { $0.start(&$1) }
    case .receive(let message, let source):
      if isDeaf { break }
      return next.handling { $0.receive(message, from: source, &$1) }
    case .local(.timeout(let timer)):
      guard let timer = timer.value as? A.Timer else { break }
      next.timers.remove(timer)
      return next.handling { $0.timeout(timer, &$1) }
    case .local(.choice(let choice)):
      guard let choice = choice.value as? A.Choice,
        let offer = offers.firstIndex(where: { $0.contains(choice) })
      else { break }
      next.offers.remove(at: offer)
      return next.handling { $0.choose(choice, &$1) }
    case .crash(let losingUnsynced):
      next = crashed(leaving: disk.afterCrash(losingUnsynced: losingUnsynced).durable)
    case .recover:
      next.actor = initial
      let storage = disk.durable
      return next.handling { $0.recover(from: storage, &$1) }
    }
    return SlotStep(slot: next)
  }

  /// Runs a handler and takes over what it left in the outbox.
  private consuming func handling(
    _ handler: (inout A, inout Outbox<A>) -> Void
  ) -> SlotStep<Message, Event> {
    guard var actor = actor else { return SlotStep(slot: self) }
    var outbox = Outbox<A>(id: id, timers: timers, offers: offers, disk: disk)
    handler(&actor, &outbox)
    if let failure = outbox.failure {
      var failed = empty
      failed.failure = failure
      return SlotStep(slot: failed)
    }
    self.actor = actor
    timers = outbox.timers
    offers = outbox.offers
    disk = outbox.disk
    // `ActorSystem.add` accepts actors that record the system's events, or none.
    let events = outbox.events.compactMap { $0 as? Event }
    return SlotStep(
      slot: self, envelopes: outbox.envelopes, events: events,
      begun: outbox.begun.map { ErasedValue($0) })
  }
}

extension ActorSlot {
  var typeName: String { String(describing: A.self) }

  var storageType: any (Hashable & Sendable).Type { A.Storage.self }

  var written: (value: any Hashable & Sendable, isSynced: Bool)? {
    if let unsynced = disk.unsynced { return (unsynced, false) }
    return disk.durable.map { ($0, true) }
  }

  var beginning: Self {
    var beginning = crashed(leaving: written?.value)
    beginning.actor = initial
    return beginning
  }

  var deaf: any Slot<Message, Event> {
    var deaf = self
    deaf.isDeaf = true
    return deaf
  }

  /// The slot without its actor, and without anything that the actor left.
  private var empty: Self {
    var empty = ActorSlot(id: id, initial: initial, mayCrash: mayCrash)
    empty.isDeaf = isDeaf
    return empty
  }

  func crashed(leaving storage: (any Hashable & Sendable)?) -> Self {
    var crashed = empty
    crashed.disk = Disk(durable: storage.map { $0 as! A.Storage })
    return crashed
  }
}

extension ActorSlot {
  static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.actor == right.actor && left.timers == right.timers
      && left.offers == right.offers && left.disk == right.disk && left.failure == right.failure
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(actor)
    hasher.combine(timers)
    hasher.combine(offers)
    hasher.combine(disk)
    hasher.combine(failure)
  }
}

extension ActorSlot: CustomReflectable {
  /// What the state of an actor of this type consists of; what it is made with does not belong to it.
  var customMirror: Mirror {
    let value: any Sendable = actor ?? Absence(failure: failure)
    var fields: [(label: String?, value: Any)] = [(nil, value)]
    if A.Timer.self != Never.self { fields.append(("timers", timers.elements)) }
    if A.Choice.self != Never.self { fields.append(("offers", offers)) }
    if A.Storage.self != Never.self { fields.append(("storage", disk)) }
    return Mirror(self, children: fields, displayStyle: .struct)
  }
}

/// What is there in place of the value of an actor that crashed or failed.
private struct Absence: CustomStringConvertible {
  let failure: String?

  var description: String { failure.map { "failed: \($0)" } ?? "crashed" }
}
