import PaxcheckActors
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Counts the messages that it receives, and writes the count down before it goes on.
struct Ledger: DeterministicActor {
  typealias Message = Int
  typealias Storage = Int
  enum Timer: Hashable, Sendable { case sync }
  enum Choice: Hashable, Sendable { case only }

  var isSynced = true
  /// Whether a timer is set and a choice offered at the start.
  var isBusy = false
  private(set) var count = 0
  private(set) var recoveredFrom: Int?

  mutating func start(_ outbox: inout Outbox<Self>) {
    if isBusy {
      outbox.set(.sync)
      outbox.offer([.only])
    }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    count += message
    outbox.save(count, synced: isSynced)
    if !isSynced { outbox.set(.sync) }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) { outbox.sync() }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {}

  mutating func recover(from storage: Int?, _ outbox: inout Outbox<Self>) {
    count = storage ?? 0
    recoveredFrom = storage ?? -1
  }
}

@Suite struct `Crashes` {
  typealias System = ActorSystem<Int, NoHistory>

  func system(
    _ ledger: Ledger, _ messages: Mailer..., network: NetworkKind = .unorderedNonduplicating,
    maxCrashes: Int = 1
  ) -> System {
    var system = System(network: network, maxCrashes: maxCrashes)
    system.add(ledger)
    for sender in messages { system.add(sender, mayCrash: false) }
    return system
  }

  /// The state after steps given by their texts.
  func state(_ system: System, after texts: String...) throws -> System.State {
    var state = system.initialStates[0]
    for text in texts {
      let action = try #require(
        system.actions(in: state).first { $0.description == text },
        "\(text) is none of \(system.actions(in: state))")
      state = try #require(system.successor(of: state, after: action))
    }
    return state
  }

  @Test func `of a disk leave nothing, and the actor starts anew at once`() throws {
    var system = system(Ledger(), Mailer(2), Mailer(3), maxCrashes: 0)
    system.maxAmnesia = 1
    let end = try state(system, after: "deliver 1 → 0: 2", "amnesia 0")
    let ledger = try #require(end.actor(0, as: Ledger.self))
    #expect(ledger.count == 0)
    #expect(ledger.recoveredFrom == -1)
    // The clients keep theirs, and what is on its way arrives.
    #expect(system.actions(in: end).map(\.description) == ["deliver 2 → 0: 3"])
    _ = try explore(system)
  }

  @Test func `lose an actor's value, timers and offers`() throws {
    let crashed = try state(system(Ledger(isBusy: true)), after: "crash 0")
    #expect(crashed.isCrashed(0))
    #expect(crashed.actor(0, as: Ledger.self) == nil)
    #expect(crashed.slots[0].localEvents.isEmpty)
  }

  @Test func `keep what was synced`() throws {
    let system = system(Ledger(), Mailer(5))
    let recovered = try state(system, after: "deliver 1 → 0: 5", "crash 0", "recover 0")
    #expect(recovered.actor(0, as: Ledger.self)?.recoveredFrom == 5)
    let early = try state(system, after: "crash 0", "recover 0")
    #expect(early.actor(0, as: Ledger.self)?.recoveredFrom == -1)
  }

  @Test func `lose what was not synced, or keep it`() throws {
    let system = system(Ledger(isSynced: false), Mailer(5))
    let lucky = try state(system, after: "deliver 1 → 0: 5", "crash 0", "recover 0")
    #expect(lucky.actor(0, as: Ledger.self)?.recoveredFrom == 5)
    let unlucky = try state(
      system, after: "deliver 1 → 0: 5", "crash 0, losing its unsynced write", "recover 0")
    #expect(unlucky.actor(0, as: Ledger.self)?.recoveredFrom == -1)
    let synced = try state(system, after: "deliver 1 → 0: 5", "timeout 0: sync")
    #expect(!synced.slots[0].hasUnsyncedWrite)
    #expect(try explore(system).uniqueStates > 5)
  }

  @Test func `that spared a write do not lose it later`() throws {
    let system = system(Ledger(isSynced: false), Mailer(5))
    let spared = try state(system, after: "deliver 1 → 0: 5", "crash 0", "recover 0")
    #expect(!spared.slots[0].hasUnsyncedWrite)
  }

  @Test(arguments: 0...3)
  func `strike a limited number of actors at the same time`(maxCrashes: Int) throws {
    var system = System(maxCrashes: maxCrashes)
    for _ in 0..<3 { system.add(Mailer()) }
    let oracle = try explore(system)
    #expect(oracle.uniqueStates == [1, 4, 7, 8][maxCrashes])
    let most = oracle.levels.keys.map { $0.slots.count { $0.isCrashed } }.max()
    #expect(most == maxCrashes)
  }

  @Test func `spare actors that must not crash`() throws {
    var system = System(maxCrashes: 2)
    system.add(Mailer(), mayCrash: false)
    system.add(Mailer())
    #expect(try explore(system).uniqueStates == 2)
  }

  @Test(arguments: [
    NetworkKind.unorderedNonduplicating.lossy, .unorderedDuplicating.lossy, .ordered.lossy,
  ])
  func `keep messages waiting until the actor is back`(network: NetworkKind) throws {
    let system = system(Ledger(), Mailer(5), network: network)
    let crashed = try state(system, after: "crash 0")
    #expect(crashed.network.envelopes.count == 1)
    #expect(crashed.deliverable.isEmpty)
    #expect(system.actions(in: crashed).map(\.description) == ["recover 0"])
    let back = try state(system, after: "crash 0", "recover 0", "deliver 1 → 0: 5")
    #expect(back.actor(0, as: Ledger.self)?.count == 5)
  }

  @Test func `restart an actor as at first unless it says otherwise`() throws {
    var system = System(maxCrashes: 1)
    system.add(Mailer(5, to: 1))
    system.add(Collector(), mayCrash: false)
    let again = try state(system, after: "crash 0", "recover 0")
    #expect(again.network.envelopes.count == 2)
  }
}
