import PaxcheckModel

/// A slot whose actor is an `A`.
@usableFromInline
struct ActorSlot<A: DeterministicActor, Event: Hashable & Sendable>: Slot {
  @usableFromInline typealias Message = A.Message

  @usableFromInline var origin: ActorOrigin<A, Event>
  @usableFromInline var ignoresMessages = false
  @usableFromInline var actor: A?
  @usableFromInline var timers = TimerSet<A.Timer>()
  @usableFromInline var offers: [[A.Choice]] = []
  @usableFromInline var disk = Disk<A.Storage>()
  @usableFromInline var cells = CellDisk<A.Cell, A.Storage>()
  @usableFromInline var failure: String?
  @usableFromInline var lifetime = Lifetime()

  @inlinable
  init(_ origin: ActorOrigin<A, Event>) { self.origin = origin }

  @usableFromInline var id: ActorID { origin.id }
  @usableFromInline var mayCrash: Bool { origin.mayCrash }
  @usableFromInline var isCrashed: Bool { actor == nil }
  @usableFromInline var hasUnsyncedWrite: Bool { disk.unsynced != nil || !cells.unsynced.isEmpty }

  @usableFromInline
  func after(_ event: SlotEvent<Message>) -> SlotStep<Message, Event> {
    Activity.named {
      "\(name), asked to \(event)"
    } while: {
      origin.after(self, event)
    }
  }

  /// The actor, for people.
  private var name: String { "actor \(id) (\(actorName))" }

  @usableFromInline
  static func == (left: Self, right: Self) -> Bool { left.origin.areEqual(left, right) }

  @usableFromInline
  func hash(into hasher: inout Hasher) { origin.hash(self, &hasher) }
}

// MARK: - What the origin runs

extension ActorSlot {
  /// The step that an event makes.
  @inlinable
  func step(after event: SlotEvent<Message>) -> SlotStep<Message, Event> {
    var next = self
    switch event {
    case .start:
      next.actor = origin.initial
      return next.handling { $0.start(&$1) }
    case .receive(let message, let source):
      if ignoresMessages { break }
      return next.handling { $0.receive(message, from: source, &$1) }
    case .local(.timeout(let timer)):
      guard let timer = timer.value as? A.Timer else { break }
      next.timers.remove(timer)
      return next.handling { $0.timeout(timer, &$1) }
    case .local(.choice(let choice)):
      guard let alternative = choice.value as? A.Choice,
        let place = offers.firstIndex(where: { $0.contains(alternative) })
      else { break }
      let offer = choice.offer as? Offer<A.Choice>
      next.offers.remove(at: offer.flatMap { offers.firstIndex(of: $0.alternatives) } ?? place)
      return next.handling { $0.choose(alternative, &$1) }
    case .crash(let loss):
      next = empty
      next.disk = disk.after(loss)
      next.cells = cells.after(loss)
    case .recover:
      next.actor = origin.initial
      let (storage, cells) = (disk.durable, cells.durable)
      return next.handling {
        if Self.hasCells { $0.recover(from: cells, &$1) } else { $0.recover(from: storage, &$1) }
      }
    case .amnesia:
      next = empty
      next.lifetime.amnesiaCount += 1
      next.actor = origin.initial
      return next.handling {
        if Self.hasCells {
          $0.recover(from: StoredCells(), &$1)
        } else {
          $0.recover(from: nil, &$1)
        }
      }
    }
    return SlotStep(slot: next)
  }

  /// Whether the actor names the cells of its storage.
  @inlinable static var hasCells: Bool { A.Cell.self != Never.self }

  /// Runs a handler and takes over what it left in the outbox.
  @inlinable
  consuming func handling(
    _ handler: (inout A, inout Outbox<A>) -> Void
  ) -> SlotStep<Message, Event> {
    guard var actor = actor else { return SlotStep(slot: self) }
    var outbox = Outbox<A>(
      id: id, roster: origin.roster, timers: timers, offers: offers, disk: disk,
      cells: cells, lifetime: lifetime)
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
    cells = outbox.cells
    lifetime = outbox.lifetime
    // `ActorSystem.add` accepts actors that record the system's events, or none.
    let events = outbox.events.compactMap { $0 as? Event }
    return SlotStep(
      slot: self, envelopes: outbox.envelopes, events: events, losesIncoming: outbox.losesIncoming,
      begun: outbox.begun.map { ErasedValue($0) })
  }

  /// Whether another slot of the same actor is the same.
  @inlinable
  func isSame(as other: Self) -> Bool {
    id == other.id && actor == other.actor && timers.elements == other.timers.elements
      && offers == other.offers && disk.durable == other.disk.durable
      && disk.unsynced == other.disk.unsynced && failure == other.failure
      && lifetime == other.lifetime && (!Self.hasCells || cells == other.cells)
  }

  @inlinable
  func feed(_ hasher: inout Hasher) {
    hasher.combine(actor)
    hasher.combine(timers.elements)
    hasher.combine(offers)
    hasher.combine(disk.durable)
    hasher.combine(disk.unsynced)
    if Self.hasCells { hasher.combine(cells) }
    hasher.combine(failure)
    hasher.combine(lifetime)
  }
}

/// The alternatives of an offer, to tell it from others by.
@usableFromInline
struct Offer<Choice: Hashable & Sendable>: Hashable, Sendable, CustomStringConvertible {
  @usableFromInline let alternatives: [Choice]

  @usableFromInline var description: String {
    "[\(alternatives.map { actionText($0) }.joined(separator: ", "))]"
  }
}

// MARK: - What is rarely asked

extension ActorSlot {
  @usableFromInline var actorName: String { String(typeName.prefix { $0 != "<" }) }
  @usableFromInline var typeName: String { String(describing: A.self) }
  @usableFromInline var value: (any Sendable)? { actor }

  @usableFromInline var localEvents: [LocalEvent] {
    timers.elements.map { .timeout(ErasedValue($0)) } + choices.map { .choice($0) }
  }

  /// The different ways to pick: which offer goes is told where an earlier one has the alternative, too.
  private var choices: [ErasedValue] {
    var choices: [ErasedValue] = []
    for (place, offer) in offers.enumerated() where !offers[..<place].contains(offer) {
      for alternative in offer {
        let isElsewhere = offers[..<place].contains { $0.contains(alternative) }
        let choice = ErasedValue(alternative, of: isElsewhere ? Offer(alternatives: offer) : nil)
        if !choices.contains(choice) { choices.append(choice) }
      }
    }
    return choices
  }

  @usableFromInline
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    Activity.named {
      "\(name), asked whether it ignores \(message) from \(sender) for ever"
    } while: {
      actor?.ignoresForever(message, from: sender) ?? false
    }
  }

  @usableFromInline
  func duration(of event: LocalEvent) -> ClosedRange<Int>? {
    guard case .timeout(let timer) = event, let timer = timer.value as? A.Timer else { return nil }
    return Activity.named {
      "\(name), asked for the duration of \(timer)"
    } while: {
      let duration = actor?.duration(of: timer)
      Mistake.unless(
        duration.map { StepRole.durations.contains($0) } ?? true,
        "the timer '\(timer)' of actor \(id) runs for \(duration ?? 0...0) ms; "
          + "it can run for \(StepRole.durations)")
      return duration
    }
  }

  @usableFromInline var storageType: any (Hashable & Sendable).Type { A.Storage.self }
  @usableFromInline var cellType: any (Hashable & Sendable).Type { A.Cell.self }

  @usableFromInline var actorType: any DeterministicActor.Type { A.self }
  @usableFromInline var durable: (any Hashable & Sendable)? { disk.durable }
  @usableFromInline var cellDisk: any Hashable & Sendable { cells }

  @usableFromInline
  func losses(_ kept: UnsyncedWrites) -> [UnsyncedLoss] {
    Self.hasCells ? cells.losses(kept) : disk.losses(kept)
  }

  @usableFromInline
  func knowing(_ roster: Roster) -> any Slot<Message, Event> {
    var slot = self
    slot.origin = ActorOrigin(origin, roster)
    return slot
  }

  @usableFromInline var visible: any Slot<Message, Event> {
    var visible = self
    visible.timers = TimerSet()
    visible.offers = []
    visible.lifetime = Lifetime()
    return visible
  }

  @usableFromInline var written: (value: any Hashable & Sendable, isSynced: Bool)? {
    if let unsynced = disk.unsynced { return (unsynced, false) }
    return disk.durable.map { ($0, true) }
  }

  @usableFromInline var storedCells: [StoredCell] {
    let unsynced = Set(cells.unsynced.map(\.cell))
    return cells.written.readable.map {
      StoredCell($0.cell, $0.value, isSynced: !unsynced.contains($0.cell))
    }
  }

  @usableFromInline var storageText: String? {
    if !Self.hasCells { return written.map { text($0.value) } }
    let written = cells.written
    return written.isEmpty ? nil : text(written)
  }

  @usableFromInline var beginning: Self {
    var beginning = crashed(leaving: written?.value)
    beginning.cells = CellDisk(durable: cells.written)
    beginning.actor = origin.initial
    return beginning
  }

  @usableFromInline var ignoringMessages: any Slot<Message, Event> {
    var ignoringMessages = self
    ignoringMessages.ignoresMessages = true
    return ignoringMessages
  }

  /// The slot without its actor, and without anything that the actor left.
  @usableFromInline var empty: Self {
    var empty = ActorSlot(origin)
    empty.ignoresMessages = ignoresMessages
    empty.lifetime = lifetime
    return empty
  }

  @usableFromInline
  func crashed(leaving storage: (any Hashable & Sendable)?) -> Self {
    var crashed = empty
    crashed.disk = Disk(durable: storage.map { $0 as! A.Storage })
    return crashed
  }

  @usableFromInline
  func crashed(leaving cells: [StoredCell]) -> Self {
    var left = StoredCells<A.Cell, A.Storage>()
    for stored in cells { left.put((stored.value as! A.Storage), in: stored.cell as! A.Cell) }
    var crashed = empty
    crashed.cells = CellDisk(durable: left)
    return crashed
  }
}

extension ActorSlot: CustomReflectable {
  /// What the state of an actor of this type consists of; what it is made with does not belong to it.
  @usableFromInline var customMirror: Mirror {
    let value: any Sendable = actor ?? Absence(failure: failure)
    var fields: [(label: String?, value: Any)] = [(nil, value)]
    if A.Timer.self != Never.self { fields.append(("timers", timers.elements)) }
    if A.Choice.self != Never.self { fields.append(("offers", offers)) }
    if Self.hasCells {
      fields.append(("storage", cells))
    } else if A.Storage.self != Never.self {
      fields.append(("storage", disk))
    }
    return Mirror(self, children: fields + lifetime.fields, displayStyle: .struct)
  }
}
