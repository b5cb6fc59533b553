import PaxcheckActors
import PaxcheckModel

/// An actor that does what a table says, and whose storage has two cells.
struct RandomArchive: DeterministicActor {
  /// What a rule does with storage.
  enum Operation {
    case save(Int, in: Int, synced: Bool)
    case sync(Int)
    case syncAll
  }

  typealias Message = Int
  typealias Timer = RandomActor.Timer
  typealias Choice = Int
  typealias Storage = Int
  typealias Cell = Int
  typealias Event = Int

  var table: RandomActor

  mutating func start(_ outbox: inout Outbox<Self>) { react(to: 8, &outbox) { $0.start(&$1) } }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    react(to: message, &outbox) { $0.receive(message, from: sender, &$1) }
  }

  func ignoresForever(_ message: Int, from sender: ActorID) -> Bool {
    table.ignoresForever(message, from: sender)
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    react(to: timer.number, &outbox) { $0.timeout(timer, &$1) }
  }

  mutating func choose(_ choice: Int, _ outbox: inout Outbox<Self>) {
    react(to: choice, &outbox) { $0.choose(choice, &$1) }
  }

  mutating func recover(from cells: StoredCells<Int, Int>, _ outbox: inout Outbox<Self>) {
    table.restore(
      [0, 1].map { cells[$0] }, torn: [0, 1].map { cells.isTorn($0) },
      incarnation: outbox.incarnation)
    react(to: 9, &outbox) { $0.resume(&$1) }
  }

  /// Does what the table says, but with the storage of an archive.
  private mutating func react(
    to input: Int, _ outbox: inout Outbox<Self>,
    _ handler: (inout RandomActor, inout Outbox<RandomActor>) -> Void
  ) {
    let operations = table.operations(on: input)
    var draft = Outbox<RandomActor>(
      id: outbox.id, timers: outbox.timers, offers: outbox.offers, lifetime: outbox.lifetime)
    handler(&table, &draft)
    outbox.envelopes += draft.envelopes
    outbox.events += draft.events
    outbox.timers = draft.timers
    outbox.begun += draft.begun
    outbox.offers = draft.offers
    outbox.lifetime = draft.lifetime
    if draft.losesIncoming { outbox.loseIncoming() }
    if let failure = draft.failure { outbox.fail(failure) }
    for operation in operations {
      switch operation {
      case .save(let value, let cell, let synced): outbox.save(value, in: cell, synced: synced)
      case .sync(let cell): outbox.sync(cell)
      case .syncAll: outbox.sync()
      }
    }
  }
}

extension RandomActor {
  /// What an archive does with its storage on an input. A write that is not synced spends of its budget, which
  /// keeps the space finite.
  func operations(on input: Int) -> [RandomArchive.Operation] {
    let rule = rules[state * Self.inputCount + input]
    if rule.fails { return [] }
    let isIdle = rule.sends.isEmpty && rule.offers.isEmpty && rule.saves.isEmpty && !rule.draws
    let spends = budget > 0 && !isIdle
    let syncs: [RandomArchive.Operation] =
      rule.syncs ? [rule.isSynced ? .syncAll : .sync(rule.next % 2)] : []
    let values = rule.saves + (spends ? [rule.next] : [])
    return syncs
      + values.enumerated().map { place, value in
        .save(
          value, in: (rule.next + place + input) % 2,
          synced: !spends || rule.isSynced && place > 0)
      }
  }

  /// Begins from what two cells hold.
  mutating func restore(_ values: [Int?], torn: [Bool], incarnation: Int) {
    let first = values[0] ?? (torn[0] ? 1 : incarnation)
    let second = values[1] ?? (torn[1] ? 2 : 0)
    state = (first + 2 * second) % Self.stateCount
    budget = 0
  }
}

extension ActorSystem where Message == Int, History == EventCounts {
  /// A small system of archives that depends on `seed` alone, in which actors crash.
  static func randomArchives(seed: UInt64, unsyncedWrites: UnsyncedWrites) -> Self {
    let plain = random(seed: seed)
    var system = Self(
      network: plain.network, maxCrashes: 1 + Int(seed % 2), history: EventCounts())
    system.unsyncedWrites = unsyncedWrites
    system.discardsDeadMessages = plain.discardsDeadMessages
    system.verifiesDeadMessages = false
    for slot in plain.slots {
      guard let table = slot.beginning.value as? RandomActor else { continue }
      system.add(RandomArchive(table: table), mayCrash: slot.mayCrash)
    }
    system.maxAmnesia = plain.maxAmnesia
    system.budgets = plain.budgets
    system.partitions = plain.partitions
    return system
  }
}
