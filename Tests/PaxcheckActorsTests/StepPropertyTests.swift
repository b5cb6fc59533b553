import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Synchronization
import Testing

/// Conditions on the actor that a step changes against the same conditions on whole states, on random systems.
@Suite struct `A property about steps of actors` {
  typealias System = ActorSystem<Int, EventCounts>

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `has the verdict and the path of one of whole states`(
    order: ExhaustiveSearch.Order
  ) throws {
    let verdicts = try scopedVerdicts(order, seeds: Effort.seeds(60)) {
      system($0, isScoped: $1)
    } text: { finding in
      finding.property.stepCondition == nil
        ? nil : "\(finding.property.name) \(finding.verdict.name)"
    }
    #expect(verdicts.count >= (Effort.isFull ? 6 : 3), "\(verdicts.sorted())")
  }

  @Test func `is found by the same random runs`() throws {
    try withEvery("seed", in: Effort.seeds(40)) { seed in
      let simulation = Simulation(seed: seed, runs: 30, maxSteps: 30)
      let expected = try simulation.run(system(seed, isScoped: false)).summary
      try #require(simulation.run(system(seed, isScoped: true)).summary == expected, "seed \(seed)")
    }
  }

  /// A search that looks ahead meets steps before the block to which they belong.
  @Test func `has the same counterexample where a search looks ahead`() throws {
    var violations = 0
    try withEvery("seed", in: UInt64(0)..<30) { seed in
      var system = system(seed, isScoped: true)
      system.boundary = nil
      system.properties.removeAll { $0.scope == nil }
      let limits = SearchLimits(states: 5_000)
      let expected = try ExhaustiveSearch(limits: limits).run(system)
      for threads in [2, 4] {
        let outcome = try ExhaustiveSearch(threads: threads, limits: limits).run(system)
        try #require(outcome.summary == expected.summary, "seed \(seed), \(threads) threads")
      }
      violations += expected.findings.count {
        $0.property.stepCondition != nil && $0.verdict.path != nil
      }
    }
    #expect(violations > 5)
  }

  @Test func `is asked once for each change of an actor`() throws {
    var system = ActorSystem<Int, NoHistory>()
    let asked = Counter()
    for _ in 0..<3 { system.add(Climber()) }
    system.properties = [
      .always(
        "climbs", every: Climber.self,
        step: {
          asked.add()
          return $0.height < $1.height
        })
    ]
    for threads in [1, 3] {
      let before = asked.count
      let outcome = try ExhaustiveSearch(threads: threads).run(system)
      #expect(outcome["climbs"]?.name == "holds")
      #expect(outcome.statistics.generatedStates == 301)
      // Four changes of each of three actors.
      #expect(asked.count - before == 12)
    }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `is broken by a step to a known state`(order: ExhaustiveSearch.Order) throws {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Lamp())
    system.properties = [
      .always("stays on", every: Lamp.self, step: { $1.isOn || !$0.isOn }),
      .always(
        "all stay on",
        step: { before, _, after in
          after.actors(of: Lamp.self)[0].isOn || !before.actors(of: Lamp.self)[0].isOn
        }),
    ]
    for threads in [1, 2] {
      let outcome = try ExhaustiveSearch(order, threads: threads).run(system)
      #expect(outcome.statistics.uniqueStates == 2)
      for finding in outcome.findings { #expect(finding.verdict.path?.steps.count == 2) }
    }
  }

  @Test func `sees what a crash does to storage`() throws {
    var system = ActorSystem<Int, NoHistory>(maxCrashes: 1)
    system.add(Climber(saves: true))
    system.properties = [
      .always("never lower", every: Climber.self, step: { $0.height <= $1.height }),
      .always(
        "storage stays", everyMember: Climber.self,
        step: { before, after in
          before.storage == nil || after.storage != nil
        }),
    ]
    let outcome = try system.check()
    #expect(outcome["never lower"]?.name == "holds")
    #expect(outcome["storage stays"]?.path?.steps.count == 2)
    #expect(outcome["storage stays"]?.path?.actions.last?.description.hasPrefix("crash") == true)
  }

  @Test func `says nothing of actors that there are not`() throws {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Bystander())
    system.properties = [.always("climbs", every: Climber.self, step: { $0.height < $1.height })]
    #expect(try system.check().warnings.contains { $0.hasPrefix("'climbs' says nothing") })
  }

  /// A random system whose properties about steps look at whole states, or at what they are about.
  private func system(_ seed: UInt64, isScoped: Bool) -> System {
    var system = System.random(seed: seed)
    if isScoped { return system }
    system.properties = system.properties.map { property in
      property.stepCondition.map { .always(property.name, step: $0) } ?? property
    }
    return system
  }
}

/// Does nothing.
private struct Bystander: DeterministicActor {
  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

/// Is switched on and off for ever.
private struct Lamp: DeterministicActor {
  enum Timer: Hashable, Sendable { case flick }

  var isOn = false

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.flick) }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    isOn.toggle()
    outbox.set(.flick)
  }
}

/// Climbs one step with each timeout.
private struct Climber: DeterministicActor {
  enum Timer: Hashable, Sendable { case climb }
  typealias Storage = Int

  var saves = false
  var height = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.climb) }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    height += 1
    if saves { outbox.save(height, synced: false) }
    if height < 4 { outbox.set(.climb) }
  }
}

/// How often something was asked, by many threads.
private final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  var count: Int { value.load(ordering: .relaxed) }

  func add() { value.wrappingAdd(1, ordering: .relaxed) }
}
