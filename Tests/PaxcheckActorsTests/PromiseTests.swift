import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A promise to ignore a message for ever` {
  typealias System = ActorSystem<Int, NoHistory>

  /// A receiver, an actor that sends it some messages, and what the receiver does on its own.
  private func system(_ receiver: Receiver, maxCrashes: Int = 0, _ messages: Int...) -> System {
    var system = System(maxCrashes: maxCrashes)
    system.discardsDeadMessages = true
    system.add(receiver)
    system.add(Teller(messages: messages), mayCrash: false)
    return system
  }

  /// What a search of everything or a sample, or random runs, say against the promises of a system.
  private func faults(
    in system: System, sourceLocation: SourceLocation = #_sourceLocation
  ) -> [UnkeptPromise] {
    let searches: [() throws -> Void] = [
      { _ = try system.check(ExhaustiveSearch(checksDeterminism: true)) },
      { _ = try system.check() },
      { _ = try system.check(ExhaustiveSearch(.depthFirst, threads: 2)) },
      { _ = try system.simulate(Simulation(seed: 1, runs: 100, maxSteps: 50)) },
    ]
    return searches.compactMap { search in
      do {
        try search()
      } catch ModelError.unkeptPromise(let promise) {
        return promise
      } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
      }
      return nil
    }
  }

  private func expectFault(
    _ fault: UnkeptPromise.Fault, about message: String, after step: String?, in system: System,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let faults = faults(in: system)
    #expect(faults.count == 4, sourceLocation: sourceLocation)
    for found in faults {
      #expect(found.actor == "actor 0 (Receiver)", sourceLocation: sourceLocation)
      #expect(found.message == message, sourceLocation: sourceLocation)
      #expect(found.fault == fault, sourceLocation: sourceLocation)
      #expect(found.step == step, sourceLocation: sourceLocation)
    }
  }

  @Test func `is broken if the message does something at once`() {
    let receiver = Receiver(promises: [[1], [1]], heeds: [1])
    expectFault(.heeded, about: "'1' from 1", after: nil, in: system(receiver, 1))
  }

  @Test func `is broken if the message is answered only`() {
    let receiver = Receiver(promises: [[1], [1]], answers: [1])
    expectFault(.heeded, about: "'1' from 1", after: nil, in: system(receiver, 1))
  }

  @Test func `is broken if it is taken back after another message`() {
    let receiver = Receiver(promises: [[1], []], heeds: [2], arms: [2])
    expectFault(
      .takenBack, about: "'1' from 1", after: "deliver 1 → 0: 2", in: system(receiver, 1, 2))
  }

  @Test func `is broken if the message matters later although the promise stands`() {
    let receiver = Receiver(promises: [[1], [1]], heedsWhenArmed: [1], arms: [2])
    expectFault(
      .heeded, about: "'1' from 1", after: "deliver 1 → 0: 2", in: system(receiver, 1, 2))
  }

  @Test func `is broken if a timer or a choice makes an end of it`() {
    var receiver = Receiver(promises: [[1], []])
    receiver.hasTimer = true
    expectFault(.takenBack, about: "'1' from 1", after: "timeout 0: tick", in: system(receiver, 1))
    receiver.hasTimer = false
    receiver.hasChoice = true
    expectFault(.takenBack, about: "'1' from 1", after: "choose 0: heads", in: system(receiver, 1))
  }

  @Test func `is broken if a crash makes an end of it`() {
    let receiver = Receiver(promises: [[], [1]], arms: [2])
    let system = system(receiver, maxCrashes: 1, 1, 2)
    expectFault(.takenBack, about: "'1' from 1", after: "recover 0", in: system)
  }

  @Test func `is kept if the receiver remembers in storage`() {
    var receiver = Receiver(promises: [[], [1]], arms: [2])
    receiver.remembers = true
    #expect(faults(in: system(receiver, maxCrashes: 1, 1, 2)).isEmpty)
  }

  @Test func `is not asked about where nothing is discarded, or the system says so`() throws {
    var lying = system(Receiver(promises: [[1], [1]], heeds: [1]), 1)
    lying.verifiesDeadMessages = false
    #expect(faults(in: lying).isEmpty)
    lying.verifiesDeadMessages = true
    lying.discardsDeadMessages = false
    #expect(faults(in: lying).isEmpty)
    lying.discardsDeadMessages = true
    var search = ExhaustiveSearch()
    search.scrutiny = .none
    #expect(try lying.check(search).statistics.isComplete)
  }

  @Test func `is broken wherever discarding loses local states of random systems`() throws {
    var (losing, honest) = (0, 0)
    try withEvery("seed", in: Effort.seeds(120)) { seed in
      var discarding = ActorSystem.random(seed: seed)
      discarding.discardsDeadMessages = true
      discarding.verifiesDeadMessages = true
      discarding.boundary = nil
      discarding.properties = [.noActorFails()]
      var keeping = discarding
      keeping.discardsDeadMessages = false
      guard let all = try locals(keeping), let some = try locals(discarding) else { return }
      var search = ExhaustiveSearch()
      search.scrutiny.deadMessages = .whole
      let isBroken: Bool
      do {
        isBroken = try !discarding.check(search).statistics.isComplete
      } catch ModelError.unkeptPromise {
        isBroken = true
      }
      if all != some { losing += 1 }
      if !isBroken { honest += 1 }
      try #require(all == some || isBroken, "seed \(seed)")
    }
    #expect(losing > Effort.share(of: 10), "too few lies mattered")
    #expect(honest > Effort.share(of: 10), "too few systems kept their promises")
  }

  /// All states of actors that can be reached, if the system is small.
  private func locals(
    _ system: ActorSystem<Int, EventCounts>
  ) throws -> [Set<RandomActor?>]? {
    var search = ExhaustiveSearch(limits: SearchLimits(states: 300))
    search.scrutiny = .none
    guard try system.check(search).statistics.isComplete else { return nil }
    var locals = Array(repeating: Set<RandomActor?>(), count: system.actorCount)
    for state in Oracle(system).levels.keys {
      for index in locals.indices { locals[index].insert(state.actor(ActorID(index))) }
    }
    return locals
  }
}

/// Sends actor 0 some messages.
private struct Teller: DeterministicActor {
  let messages: [Int]

  func start(_ outbox: inout Outbox<Self>) {
    for message in messages { outbox.send(message, to: 0) }
  }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

/// Promises what it is told to, armed or not, and may do otherwise.
private struct Receiver: DeterministicActor {
  enum Timer: Hashable, Sendable { case tick }
  enum Choice: Hashable, Sendable { case heads }
  typealias Storage = Bool

  /// The messages that it promises to ignore, unarmed and armed.
  var promises: [Set<Int>]
  var heeds: Set<Int> = []
  var heedsWhenArmed: Set<Int> = []
  var answers: Set<Int> = []
  /// The messages that arm it.
  var arms: Set<Int> = []
  var hasTimer = false
  var hasChoice = false
  var remembers = false
  var isArmed = false
  var heard = 0

  func start(_ outbox: inout Outbox<Self>) {
    if hasTimer { outbox.set(.tick) }
    if hasChoice { outbox.offer([.heads]) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if heeds.contains(message) || isArmed && heedsWhenArmed.contains(message) { heard += 1 }
    if answers.contains(message) { outbox.send(message, to: sender) }
    if arms.contains(message), !isArmed {
      isArmed = true
      if remembers { outbox.save(true) }
    }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) { isArmed = true }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) { isArmed = true }

  mutating func recover(from storage: Bool?, _ outbox: inout Outbox<Self>) {
    isArmed = storage ?? false
  }

  func ignoresForever(_ message: Int, from sender: ActorID) -> Bool {
    promises[isArmed ? 1 : 0].contains(message)
  }
}
