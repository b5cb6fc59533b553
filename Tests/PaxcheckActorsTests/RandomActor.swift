import PaxcheckActors
import PaxcheckModel

/// An actor that does what a table says: it exercises everything that an outbox offers.
struct RandomActor: DeterministicActor {
  /// What the actor does on one input in one state.
  struct Rule: Hashable, Sendable {
    var next = 0
    var sends: [Envelope<Int>] = []
    var sets: [Timer] = []
    var cancels: Timer?
    var offers: [[Int]] = []
    var saves: [Int] = []
    var isSynced = true
    var syncs = false
    var records: Int?
    /// Whether the actor will ignore the message in question for ever. Often a lie: what a system
    /// does about it is well defined all the same.
    var isDead = false
    var losesIncoming = false
    var fails = false
    /// Whether the next state depends on a unique number.
    var draws = false
  }

  /// All timers have the same text.
  struct Timer: Hashable, Sendable, CustomStringConvertible {
    let number: Int
    var description: String { "timer" }
  }

  typealias Message = Int
  typealias Choice = Int
  typealias Storage = Int
  typealias Event = Int

  static let stateCount = 3
  /// Messages 0...2, timers 3...4, choices 5...7, start, recovery.
  static let inputCount = 10

  let rules: [Rule]
  var state = 0
  /// How often the actor may still send, offer or save: what keeps the space finite.
  var budget: Int

  mutating func start(_ outbox: inout Outbox<Self>) { react(to: 8, &outbox) }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    react(to: message, &outbox)
  }

  func ignoresForever(_ message: Int, from sender: ActorID) -> Bool {
    rules[state * Self.inputCount + message].isDead
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    react(to: timer.number, &outbox)
  }

  func duration(of timer: Timer) -> ClosedRange<Int> { timer.number - 3...20 + state }

  mutating func choose(_ choice: Int, _ outbox: inout Outbox<Self>) { react(to: choice, &outbox) }

  mutating func recover(from storage: Int?, _ outbox: inout Outbox<Self>) {
    state = storage ?? outbox.incarnation % Self.stateCount
    budget = 0
    resume(&outbox)
  }

  /// What follows when it has read its storage.
  mutating func resume(_ outbox: inout Outbox<Self>) { react(to: 9, &outbox) }

  private mutating func react(to input: Int, _ outbox: inout Outbox<Self>) {
    let rule = rules[state * Self.inputCount + input]
    if rule.fails { return outbox.fail("rule \(input) in state \(state)") }
    state = rule.next
    for timer in rule.sets { outbox.set(timer) }
    if let timer = rule.cancels { outbox.cancel(timer) }
    if rule.syncs { outbox.sync() }
    if rule.losesIncoming { outbox.loseIncoming() }
    guard budget > 0 else { return }
    if !rule.sends.isEmpty || !rule.offers.isEmpty || !rule.saves.isEmpty || rule.draws {
      budget -= 1
    }
    if rule.draws { state = (state + outbox.uniqueNumber()) % Self.stateCount }
    for envelope in rule.sends { outbox.send(envelope.message, to: envelope.destination) }
    for offer in rule.offers { outbox.offer(offer) }
    for storage in rule.saves { outbox.save(storage, synced: rule.isSynced) }
    if let event = rule.records { outbox.record(event) }
  }
}

/// How often each event was recorded, up to two.
struct EventCounts: HistoryVariable {
  var counts = [0, 0]

  mutating func record(_ event: Int, by actor: ActorID) {
    counts[event] = min(2, counts[event] + 1)
  }
}

extension ActorSystem where Message == Int, History == EventCounts {
  /// A small system that depends on `seed` alone. Over many seeds there is every kind of network, with
  /// and without losses, crashes, timers, offers, unsynced writes, envelopes to nobody, failures, budgets, and
  /// bounds.
  static func random(seed: UInt64) -> Self {
    var generator = SeededGenerator(seed: seed)
    let deliveries = NetworkKind.Delivery.allCases
    var system = Self(
      network: NetworkKind(
        deliveries[generator.below(deliveries.count)],
        isLossy: generator.chance(Ratio(1, 3))),
      maxCrashes: [0, 0, 0, 0, 1, 2][generator.below(6)], history: EventCounts())
    system.discardsDeadMessages = generator.chance(Ratio(1, 3))
    system.verifiesDeadMessages = false
    let count = 2 + generator.below(2)
    for _ in 0..<count {
      let rules = (0..<RandomActor.stateCount * RandomActor.inputCount).map { _ in
        RandomActor.Rule.random(actors: count, &generator)
      }
      system.add(
        RandomActor(rules: rules, budget: 1 + generator.below(2)),
        mayCrash: generator.chance(Ratio(2, 3)))
    }
    let state = generator.below(RandomActor.stateCount)
    let message = generator.below(3)
    let counts = [generator.below(3), generator.below(3)]
    system.properties = claims(state, message, counts)
    system.addFaults(seed: seed)
    switch generator.below(4) {
    case 0: system.boundary = .every(RandomActor.self) { $0.state != 1 }
    case 1: system.boundary = .states { $0.history.counts != counts }
    default: break
    }
    // Drawn last, so that the systems are those without.
    system.properties += randomStepProperties(&generator)
    return system
  }

  /// Claims about steps that few steps break: of an actor's value, of its storage, and of whole states.
  private static func randomStepProperties(
    _ generator: inout SeededGenerator
  ) -> [Property<Self>] {
    let states = [0, 1].map { _ in generator.below(RandomActor.stateCount) }
    let budget = generator.below(2)
    let stored = [0, 1].map { _ in [nil, 0, 1, 2][generator.below(4)] }
    let sum = generator.below(4)
    let kind = ["deliver", "timeout", "crash", "recover"][generator.below(4)]
    return [
      .always(
        "no such change", every: RandomActor.self,
        step: {
          $0.state != states[0] || $1.state != states[1] || $1.budget != budget
        }),
      .always(
        "no such write", everyMember: RandomActor.self,
        step: {
          $0.durableStorage != stored[0] || $1.durableStorage != stored[1]
            || $0.actor == nil || $1.actor != nil
        }),
      .always(
        "no such step",
        step: { before, action, after in
          let sums = [before, after].map {
            $0.actors(of: RandomActor.self).reduce(0) { $0 + $1.state }
          }
          return !action.description.hasPrefix(kind) || sums[0] + sum != 2 * sums[1]
        }),
    ]
  }

  /// Claims of every kind about an actor's state, a message and a history.
  static func claims(_ state: Int, _ message: Int, _ counts: [Int]) -> [Property<Self>] {
    [
      .always("some actor is elsewhere") {
        $0.actors(of: RandomActor.self).contains { $0.state != state }
      },
      .always("every actor is elsewhere", every: RandomActor.self) { $0.state != state },
      .always("other counts", history: { $0.counts != counts }),
      .sometimes("these counts", history: { $0.counts == counts }),
      .sometimes("the message", deliverable: { $0.message == message }),
      .eventually("an actor arrives") {
        $0.actors(of: RandomActor.self).contains { $0.state == state }
      },
      .alwaysPossible("an actor can arrive") {
        $0.actors(of: RandomActor.self).contains { $0.state == state }
      },
      .atEnd("some actor is elsewhere at the end") {
        $0.actors(of: RandomActor.self).contains { $0.state != state }
      },
      .noActorFails(),
    ]
  }

  /// Amnesia, budgets, and partitions of every kind, in some systems.
  private mutating func addFaults(seed: UInt64) {
    var generator = SeededGenerator(seed: seed, run: 1)
    maxAmnesia = [0, 0, 0, 1, 2][generator.below(5)]
    budgets = RandomBudget.all(seed: seed, actors: actorCount).enumerated().map {
      $1.budget(named: "budget \($0)")
    }
    guard generator.chance(Ratio(1, 4)) else { return }
    partitions = Partitions(
      1 + generator.below(2), shape: Partitions.Shape.allCases[generator.below(2)],
      crossing: Partitions.Crossing.allCases[generator.below(2)])
  }
}

extension RandomActor.Rule {
  static func random(actors: Int, _ generator: inout SeededGenerator) -> Self {
    var rule = Self(next: generator.below(RandomActor.stateCount))
    for _ in 0..<generator.below(3) where generator.chance(Ratio(2, 3)) {
      // Two addresses beyond the last are nobody's.
      let address = generator.below(actors * 4 + 2)
      let destination = ActorID(address < actors * 4 ? address / 4 : address - actors * 3)
      rule.sends.append(Envelope(from: 0, to: destination, generator.below(3)))
    }
    let timers = [3, 4].map { RandomActor.Timer(number: $0) }
    if generator.chance(Ratio(1, 6)) {
      rule.sets = [[timers[0]], [timers[1]], timers, timers.reversed()][generator.below(4)]
    }
    if generator.chance(Ratio(1, 8)) { rule.cancels = timers[generator.below(2)] }
    if generator.chance(Ratio(1, 8)) {
      rule.offers = (0...generator.below(2)).map { _ in
        [[5], [5, 6], [5, 7], [6, 7]][generator.below(4)]
      }
    }
    if generator.chance(Ratio(1, 4)) {
      rule.saves = (0...generator.below(2)).map { _ in generator.below(RandomActor.stateCount) }
    }
    rule.isSynced = generator.chance(Ratio(1, 2))
    rule.syncs = generator.chance(Ratio(1, 8))
    if generator.chance(Ratio(1, 3)) { rule.records = generator.below(2) }
    rule.isDead = generator.chance(Ratio(1, 6))
    rule.fails = generator.chance(Ratio(1, 40))
    rule.losesIncoming = rule.syncs && !rule.isSynced
    rule.draws = rule.records == 1 && rule.isSynced
    return rule
  }
}
