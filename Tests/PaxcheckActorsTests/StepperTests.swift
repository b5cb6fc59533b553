import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Testing

/// Random runs in numbers against the same runs by values, on random systems.
@Suite struct `A simulation in numbers takes the runs that it takes by values` {
  private func simulation(
    _ schedule: Simulation.Schedule = .uniform, isSwarm: Bool = false,
    faults: [Fault: Ratio] = [:]
  ) -> Simulation {
    Simulation(
      seed: 3, runs: 8, maxSteps: 40, schedule: schedule, isSwarm: isSwarm, faults: faults,
      countsActions: true)
  }

  private func requireEqual(_ simulation: Simulation) throws {
    try withEvery("seed", in: Effort.seeds(100)) { seed in
      let system = ActorSystem.random(seed: seed)
      let numbers = try system.simulate(simulation)
      let values = try Plain(system).simulate(simulation)
      try #require(numbers.statistics == values.statistics, "seed \(seed)")
      for (left, right) in zip(numbers.findings, values.findings) {
        try #require(left.verdict.name == right.verdict.name, "seed \(seed)")
        let (one, other) = (left.verdict.path, right.verdict.path)
        try #require(one?.actions == other?.actions, "seed \(seed), \(left.property.name)")
        try #require(one?.loopStart == other?.loopStart, "seed \(seed), \(left.property.name)")
      }
    }
  }

  @Test func `where all steps are alike`() throws { try requireEqual(simulation()) }

  @Test func `where faults have chances of their own`() throws {
    let faults = [
      Fault.crash: Ratio(1, 5), .loss: Ratio(1, 10), .duplication: Ratio(1, 4),
      .amnesia: Ratio(1, 6), .partition: Ratio(1, 3),
    ]
    try requireEqual(simulation(faults: faults))
  }

  @Test func `on a virtual clock`() throws {
    try requireEqual(simulation(.virtualTime(latency: 1...9), faults: [.duplication: .zero]))
  }

  @Test func `by weights`() throws {
    let weights = StepWeights(["deliver": 9, "deliver 1": 4, "drop": 0, "timeout": 2])
    try requireEqual(simulation(.weighted(weights)))
  }

  @Test func `by priorities`() throws {
    try requireEqual(simulation(.priorities(bugDepth: 3)))
  }

  @Test func `in a swarm`() throws {
    try requireEqual(simulation(isSwarm: true))
    try requireEqual(
      simulation(.priorities(bugDepth: 2), isSwarm: true, faults: [.crash: Ratio(1, 9)]))
  }

  @Test func `step by step, in every state`() throws {
    try withEvery("seed", in: Effort.seeds(200)) { seed in
      let system = ActorSystem.random(seed: seed)
      try requireEqualSteps(system.stepper(judging: system.properties), in: system, seed)
    }
  }

  @Test func `however little it remembers`() throws {
    try withEvery("seed", in: Effort.seeds(200)) { seed in
      let system = ActorSystem.random(seed: seed)
      try requireEqualSteps(
        system.stepper(judging: system.properties, capacity: 0), in: system, seed)
    }
  }

  /// Takes random behaviours in both steppers, and asks both everything in every state.
  private func requireEqualSteps<M: Model>(
    _ left: any Stepper, in system: M, _ seed: UInt64
  ) throws {
    let right = ValueStepper(system, judging: system.properties).erased
    let all: UInt64 = 1 << UInt64(system.properties.count) - 1
    var generator = SeededGenerator(seed: seed)
    try #require(left.initialStateCount == right.initialStateCount, "seed \(seed)")
    for _ in 0..<left.initialStateCount * 8 {
      left.start(0)
      right.start(0)
      var keys: [(left: Int, right: Int)] = []
      for step in 0..<25 {
        let note = Comment("seed \(seed), step \(step)")
        try #require(
          left.satisfied(among: all) == right.satisfied(among: all), note)
        try #require(left.isTerminal() == right.isTerminal(), note)
        if left.isFull {
          let renewed = left.compact(keeping: keys.map(\.left))
          keys = zip(renewed, keys).map { ($0, $1.right) }
        } else {
          try #require(left.isRevisited() == right.isRevisited(), note)
        }
        let count = left.listSteps()
        try #require(count == right.listSteps(), note)
        if count == 0 { break }
        for place in 0..<count {
          try #require(left.role(place) == right.role(place), note)
          try #require(
            (left.strand(place) == left.strand(0)) == (right.strand(place) == right.strand(0)), note
          )
          let kinds = (left.kind(place), right.kind(place))
          try #require(left.kindNames[kinds.0] == right.kindNames[kinds.1], note)
          for (one, other) in keys {
            try #require((left.key(place) == one) == (right.key(place) == other), note)
          }
        }
        let place = generator.below(count)
        keys.append((left.key(place), right.key(place)))
        let attempt = left.take(place)
        try #require(attempt == right.take(place), note)
        if attempt == .taken {
          try #require(left.brokenByStep(among: all) == right.brokenByStep(among: all), note)
        }
      }
    }
  }
}
