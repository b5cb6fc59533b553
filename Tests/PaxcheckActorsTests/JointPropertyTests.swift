import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Testing

/// Conditions on several actors against the same conditions on whole states, on random systems.
@Suite struct `A property of several actors` {
  typealias System = ActorSystem<Int, EventCounts>

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `has the verdict and the path of one of whole states`(
    order: ExhaustiveSearch.Order
  ) throws {
    let verdicts = try scopedVerdicts(order, seeds: Effort.seeds(40)) {
      system($0, isJoint: $1)
    } text: {
      "\($0.property.expectation) \($0.verdict.name)"
    }
    #expect(verdicts.count >= (Effort.isFull ? 16 : 8), "\(verdicts.sorted())")
  }

  @Test func `is asked as often at any number of threads`() throws {
    var asked = 0
    try withEvery("seed", in: Effort.seeds(20)) { seed in
      let figures = try [1, 2, 3].map { threads in
        let search = ExhaustiveSearch(threads: threads, limits: SearchLimits(states: 1_000))
        let figures = try search.run(system(seed, isJoint: true)).statistics.engineFigures
        return figures.filter { $0.key.hasPrefix("combinations") }
      }
      asked += figures[0].count
      try #require(figures[0] == figures[1] && figures[0] == figures[2], "seed \(seed)")
    }
    #expect(asked > Effort.share(of: 50))
  }

  @Test func `is found by the same random runs`() throws {
    try withEvery("seed", in: Effort.seeds(30)) { seed in
      let simulation = Simulation(seed: seed, runs: 30, maxSteps: 30)
      let expected = try simulation.run(system(seed, isJoint: false)).summary
      try #require(simulation.run(system(seed, isJoint: true)).summary == expected, "seed \(seed)")
    }
  }

  @Test func `outlives what a random run forgets`() throws {
    try withEvery("seed", in: Effort.seeds(30)) { seed in
      let properties = system(seed, isJoint: true).properties
      let whole = system(seed, isJoint: false)
      let stepper = whole.stepper(judging: properties, capacity: 10)
      let twin = whole.stepper(judging: whole.properties, capacity: 1 << 18)
      guard stepper.initialStateCount > 0 else { return }
      stepper.start(0)
      twin.start(0)
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<60 {
        let all = UInt64(1) << UInt64(properties.count) - 1
        try #require(stepper.satisfied(among: all) == twin.satisfied(among: all), "seed \(seed)")
        try #require(stepper.originating(among: all) == twin.originating(among: all))
        let count = stepper.listSteps()
        try #require(twin.listSteps() == count)
        if count == 0 { break }
        let place = generator.below(count)
        try #require(stepper.take(place) == twin.take(place))
        _ = stepper.compact(keeping: [])
      }
    }
  }

  @Test func `goes on from a checkpoint`() throws {
    var resumed = 0
    try withEvery("seed", in: Effort.seeds(12)) { seed in
      let rehearsal = try Rehearsal(
        system(seed, isJoint: true),
        ExhaustiveSearch(threads: 1 + Int(seed % 3), limits: SearchLimits(states: 1_000)))
      let plain = try ExhaustiveSearch(limits: SearchLimits(states: 1_000))
        .run(system(seed, isJoint: false)).summary
      try #require(rehearsal.expected == plain, "seed \(seed)")
      let count = rehearsal.disks.count
      for moment in stride(from: count % 5, to: count, by: max(1, count / 4)) {
        let outcome = try rehearsal.resume(rehearsal.disks[moment], threads: 1 + moment % 3)
        guard let outcome else { continue }
        try #require(outcome == plain, "seed \(seed), moment \(moment) of \(count)")
        resumed += 1
      }
    }
    #expect(resumed > Effort.share(of: 15))
  }

  @Test func `sees the storage of an actor that is crashed`() throws {
    struct Writer: DeterministicActor {
      typealias Storage = Int
      func start(_ outbox: inout Outbox<Self>) {
        outbox.save(1)
        outbox.save(2, synced: false)
      }
      func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
    }
    var system = ActorSystem<Int, NoHistory>(maxCrashes: 1)
    system.add(Writer())
    system.properties = [1, 2].map { value in
      .sometimes(
        "crashed with \(value)",
        everyActor: { actors in
          let writer = actors.members(of: Writer.self)[0]
          return actors.isCrashed(0) && writer.actor == nil && writer.storage == value
            && writer.durableStorage == value
        })
    }
    system.properties.append(
      .sometimes(
        "written, not synced",
        everyActor: { actors in
          let writer = actors.members(of: Writer.self)[0]
          return writer.actor != nil && writer.storage == 2 && writer.durableStorage == 1
        }))
    for finding in try system.check().findings {
      #expect(finding.verdict.name == "reached", "\(finding.property.name)")
    }
  }

  @Test func `of a type that no actor has is about no actors`() throws {
    struct Absent: DeterministicActor {
      func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
    }
    var system = ActorSystem.random(seed: 1)
    system.properties = [
      .always("nobody", actors: Absent.self) { $0.isEmpty },
      .sometimes("somebody", actors: Absent.self) { !$0.isEmpty },
    ]
    #expect(try system.check().findings.map(\.verdict.name) == ["holds", "unreachable"])
  }

  /// A random system with random claims about its actors.
  ///
  /// - Parameter isJoint: Whether the claims are about actors; otherwise they are about whole states.
  private func system(_ seed: UInt64, isJoint: Bool) -> System {
    var system = ActorSystem.random(seed: seed)
    var generator = SeededGenerator(seed: seed, run: 1)
    system.properties =
      [.noActorFails()]
      + Self.kinds.indices.flatMap { kind -> [Property<System>] in
        let (one, other) = (generator.below(1 << 16), generator.below(1 << 16))
        let running: @Sendable ([RandomActor]) -> Bool = { actors in
          one >> (actors.reduce(0) { 3 * $0 + $1.state } % 16) & 1 == 1
        }
        let all: @Sendable (ActorStates<Int, EventCounts>) -> Bool = { actors in
          let number = actors.members(of: RandomActor.self).reduce(0) { number, member in
            2 * number + (member.actor?.state ?? 1) + (member.storage ?? 3)
              + 5 * (member.durableStorage ?? 0)
          }
          return other >> (number % 16) & 1 == 1
        }
        return Self.kinds[kind](isJoint, running, all)
      }
    return system
  }

  private typealias Kind =
    @Sendable (
      Bool, @escaping @Sendable ([RandomActor]) -> Bool,
      @escaping @Sendable (ActorStates<Int, EventCounts>) -> Bool
    ) -> [Property<System>]

  private static let kinds: [Kind] = [
    { isJoint, running, all in
      isJoint
        ? [
          .always("always running", actors: RandomActor.self, running),
          .always("always all", everyActor: all),
        ]
        : [
          .always("always running") { running($0.actors()) },
          .always("always all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .sometimes("sometimes running", actors: RandomActor.self, running),
          .sometimes("sometimes all", everyActor: all),
        ]
        : [
          .sometimes("sometimes running") { running($0.actors()) },
          .sometimes("sometimes all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .eventually("eventually running", actors: RandomActor.self, running),
          .eventually("eventually all", everyActor: all),
        ]
        : [
          .eventually("eventually running") { running($0.actors()) },
          .eventually("eventually all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .alwaysPossible("possible running", actors: RandomActor.self, running),
          .alwaysPossible("possible all", everyActor: all),
        ]
        : [
          .alwaysPossible("possible running") { running($0.actors()) },
          .alwaysPossible("possible all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .atEnd("at end running", actors: RandomActor.self, running),
          .atEnd("at end all", everyActor: all),
        ]
        : [
          .atEnd("at end running") { running($0.actors()) },
          .atEnd("at end all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .leadsTo(
            "to running", actors: RandomActor.self, from: { !running($0) }, to: running),
          .leadsTo("to all", everyActor: { !all($0) }, to: all),
        ]
        : [
          .leadsTo(
            "to running", from: { !running($0.actors()) }, to: { running($0.actors()) }),
          .leadsTo("to all", from: { !all($0.everyActor) }, to: { all($0.everyActor) }),
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .infinitelyOften("again running", actors: RandomActor.self, running),
          .infinitelyOften("again all", everyActor: all),
        ]
        : [
          .infinitelyOften("again running") { running($0.actors()) },
          .infinitelyOften("again all") { all($0.everyActor) },
        ]
    },
    { isJoint, running, all in
      isJoint
        ? [
          .eventuallyAlways("stays running", actors: RandomActor.self, running),
          .eventuallyAlways("stays all", everyActor: all),
        ]
        : [
          .eventuallyAlways("stays running") { running($0.actors()) },
          .eventuallyAlways("stays all") { all($0.everyActor) },
        ]
    },
  ]
}
