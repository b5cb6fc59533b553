import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Sends back what it receives, doubled, and keeps nothing.
private struct Echo: DeterministicActor {
  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.send(2 * message, to: sender)
  }
}

/// Writes down what it receives, and keeps nothing in memory.
private struct Scribe: DeterministicActor {
  typealias Storage = Int

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.save(message)
  }
}

@Suite struct `An actor system` {
  typealias System = ActorSystem<Int, NoHistory>

  @Test func `holds actors of different types, which properties see as they are`() throws {
    var system = System()
    system.add(Collector())
    system.add(Echo())
    system.add(Mailer(1, to: 1))
    system.add(Mailer(3))
    let initial = system.initialStates[0]
    #expect(initial.actor(0, as: Collector.self)?.received == [])
    #expect(initial.actor(0, as: Echo.self) == nil)
    #expect(initial.actors(of: Mailer.self).count == 2)
    system.properties = [
      .sometimes("three comes") { $0.actor(0, as: Collector.self)?.received == [3] },
      .always("every collector is empty", every: Collector.self) { $0.received.isEmpty },
      .sometimes("an echo is on its way", deliverable: { $0.source == 1 && $0.message == 2 }),
      .sometimes("an echo of an echo is on its way", deliverable: { $0.message == 4 }),
    ]
    let oracle = try explore(system)
    #expect(oracle.findings.map(\.verdict) == ["reached", "violated", "reached", "unreachable"])
  }

  @Test func `takes a handler that only sends for a step`() throws {
    var system = System()
    system.add(Echo())
    system.add(Mailer(1))
    #expect(try explore(system).uniqueStates == 2)
  }

  @Test func `takes a handler that only writes for a step, the first time`() throws {
    var system = System(network: .unorderedDuplicating)
    system.add(Scribe())
    system.add(Mailer(1))
    let oracle = try explore(system)
    #expect(oracle.uniqueStates == 2)
    #expect(oracle.generatedStates == 2, "writing the same again changes nothing")
  }

  @Test func `stops at its boundary`() throws {
    var system = System(network: .unorderedDuplicating)
    system.add(Collector())
    system.add(Mailer(1))
    for boundary in [
      Boundary<Int, NoHistory>.every(Collector.self) { $0.received.count <= 2 },
      .states { $0.actors(of: Collector.self)[0].received.count <= 2 },
    ] {
      system.boundary = boundary
      let oracle = try explore(system)
      #expect(oracle.uniqueStates == 3)
      #expect(oracle.generatedStates == 4)
    }
  }

  @Test func `tells steps apart by their texts and counts them by kind`() {
    let envelope = Envelope<Int>(from: 4, to: 1, 7)
    let actions: [ActorAction<Int>] = [
      .deliver(envelope), .drop(envelope), .crash(2, losing: .nothing),
      .crash(2, losing: .unsyncedWrite), .recover(2),
    ]
    #expect(
      actions.map(\.description) == [
        "deliver 4 → 1: 7", "drop 4 → 1: 7", "crash 2", "crash 2, losing its unsynced write",
        "recover 2",
      ])
    #expect(
      actions.map { System().kind(of: $0) }
        == ["deliver 7", "drop 7", "crash", "crash", "recover"])
  }
}

/// Whatever a state keeps must tell it from others. Each pair differs in one thing.
@Suite struct `States are different` {
  func state(
    _ network: NetworkKind = .unorderedNonduplicating,
    _ build: (inout ActorSystem<Int, Log>) -> Void
  ) -> SystemState<Int, Log> {
    var system = ActorSystem<Int, Log>(network: network, maxCrashes: 1, history: Log())
    build(&system)
    return system.initialStates[0]
  }

  func expectDifferent(
    _ left: SystemState<Int, Log>, _ right: SystemState<Int, Log>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(left != right, sourceLocation: sourceLocation)
    #expect(Set([left, right]).count == 2, sourceLocation: sourceLocation)
  }

  @Test func `if an actor's value is`() {
    expectDifferent(
      state { $0.add(Collector(isSet: false)) }, state { $0.add(Collector(isSet: true)) })
  }

  @Test func `if an actor's type is`() {
    expectDifferent(state { $0.add(Echo()) }, state { $0.add(Scribe()) })
  }

  @Test func `if the same timers belong to another actor`() {
    expectDifferent(
      state {
        $0.add(AlarmClock(timers: [.early]))
        $0.add(AlarmClock(timers: []))
      },
      state {
        $0.add(AlarmClock(timers: []))
        $0.add(AlarmClock(timers: [.early]))
      })
  }

  @Test func `if timers, offers, storage, network or history are`() throws {
    var busy = ActorSystem<Int, Log>(maxCrashes: 1, history: Log())
    busy.add(Ledger(isBusy: true))
    busy.add(Witness())
    busy.add(Mailer(1, 1))
    busy.add(Mailer(5, to: 1))
    let initial = busy.initialStates[0]
    let texts = ["timeout 0: sync", "choose 0: only", "deliver 2 → 0: 1", "deliver 3 → 1: 5"]
    for text in texts {
      let action = try #require(busy.actions(in: initial).first { $0.description == text })
      let next = try #require(busy.successor(of: initial, after: action))
      expectDifferent(initial, next)
    }
  }

  @Test func `if one copy of a message more is on its way`() {
    expectDifferent(
      state { $0.add(Mailer(7, 7, to: 5)) }, state { $0.add(Mailer(7, to: 5)) })
  }

  @Test func `if a crash left different storage behind`() throws {
    var system = ActorSystem<Int, Log>(maxCrashes: 1, history: Log())
    system.add(Ledger())
    system.add(Mailer(1), mayCrash: false)
    system.add(Mailer(2), mayCrash: false)
    func crashed(after text: String) throws -> SystemState<Int, Log> {
      var state = system.initialStates[0]
      for text in [text, "crash 0"] {
        let action = try #require(system.actions(in: state).first { $0.description == text })
        state = try #require(system.successor(of: state, after: action))
      }
      return state
    }
    expectDifferent(
      try crashed(after: "deliver 1 → 0: 1"), try crashed(after: "deliver 2 → 0: 2"))
  }
}

@Suite struct `An action of an actor system` {
  /// Every action that is offered anywhere, asked about in every state.
  @Test func `is offered where it is listed`() throws {
    var listed = 0
    var unlisted = 0
    try withEvery("seed", in: Effort.seeds(80)) { seed in
      let system = ActorSystem.random(seed: seed)
      let limits = SearchLimits(states: 100)
      guard try ExhaustiveSearch(limits: limits).run(system).statistics.isComplete else { return }
      let states = Array(Oracle(system).levels.keys)
      let actions = Set(states.flatMap { system.actions(in: $0) })
      for state in states {
        let here = Set(system.actions(in: state))
        for action in actions {
          try #require(
            system.isEnabled(action, in: state) == here.contains(action), "seed \(seed), \(action)")
          if here.contains(action) { listed += 1 } else { unlisted += 1 }
        }
      }
    }
    #expect(listed > Effort.share(of: 500) && unlisted > Effort.share(of: 2_000))
  }
}
