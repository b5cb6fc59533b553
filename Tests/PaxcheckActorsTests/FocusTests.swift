import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Parts of random systems, looked at by the engine, against the same parts of plain models.
@Suite struct `A search of a part of a model` {
  private typealias System = ActorSystem<Int, EventCounts>

  /// A state some random steps away from the beginning.
  private func state(of system: System, _ generator: inout SeededGenerator) -> System.State {
    var state = system.initialStates[0]
    for _ in 0..<generator.below(6) {
      let next = system.actions(in: state).compactMap { system.successor(of: state, after: $0) }
        .filter { system.isWithinBoundary($0) }
      guard !next.isEmpty else { break }
      state = next[generator.below(next.count)]
    }
    return state
  }

  /// Scenarios on actions, and on states, too.
  private func scenario(_ generator: inout SeededGenerator) -> Scenario<System>? {
    let number = generator.below(3)
    let isPlain = generator.chance(Ratio(1, 3))
    let contains: @Sendable (ActorAction<Int>) -> Bool = { action in
      switch action {
      case .deliver(let envelope): envelope.message != number
      case .drop(let envelope): envelope.source == ActorID(number)
      case .timeout(let id, _), .choose(let id, _): id != ActorID(number)
      case .crash(_, let loss): loss.isNothing
      case .recover, .amnesia, .partition, .heal: true
      }
    }
    switch generator.below(3) {
    case 0: return nil
    case 1 where isPlain:
      return Scenario("some", "") { $0.network.envelopes.count < 3 && contains($1) }
    default: return Scenario("some", "", actions: contains)
    }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `finds what is there, and no more`(order: ExhaustiveSearch.Order) throws {
    var (cuts, bothCut) = (0, 0)
    try withEvery("seed", in: Effort.seeds(320)) { seed in
      var generator = SeededGenerator(seed: seed)
      let system = System.random(seed: seed)
      let start = state(of: system, &generator)
      let scenario = scenario(&generator)
      let search = ExhaustiveSearch(order, limits: SearchLimits(states: 400), countsActions: true)
      let engine = try search.run(system.focused(from: start, within: scenario))
      let plain = try search.run(FocusedModel(Plain(system), from: start, within: scenario?.plain))
      guard engine.statistics.isComplete else { return }
      cuts += scenario == nil ? 0 : engine.statistics.boundaryCuts
      try #require(engine.statistics.uniqueStates == plain.statistics.uniqueStates, "seed \(seed)")
      try #require(
        engine.statistics.generatedStates == plain.statistics.generatedStates, "seed \(seed)")
      try #require(engine.statistics.boundaryCuts == plain.statistics.boundaryCuts, "seed \(seed)")
      try #require(engine.statistics.scenarioCuts == plain.statistics.scenarioCuts, "seed \(seed)")
      try #require(
        engine.statistics.isCutByBoundary == plain.statistics.isCutByBoundary, "seed \(seed)")
      bothCut += engine.statistics.isCutByBoundary && engine.statistics.scenarioCuts > 0 ? 1 : 0
      try #require(engine.statistics.actionCounts == plain.statistics.actionCounts, "seed \(seed)")
      for (left, right) in zip(engine.findings, plain.findings) {
        try #require(left.verdict.name == right.verdict.name, "seed \(seed), \(left.property.name)")
        try #require(left.verdict.qualifier == right.verdict.qualifier, "seed \(seed)")
        guard order == .breadthFirst, left.property.expectation != .eventually else { continue }
        try #require(
          left.verdict.path?.steps.count == right.verdict.path?.steps.count, "seed \(seed)")
      }
    }
    #expect(cuts >= Effort.share(of: 100), "the scenarios cut too little")
    #expect(
      bothCut > Effort.share(of: 3) || !Effort.isFull,
      "too few systems have a boundary that cuts besides their scenario")
  }

  @Test func `takes the same random runs in numbers and by values`() throws {
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      var generator = SeededGenerator(seed: seed)
      let system = System.random(seed: seed)
      let start = state(of: system, &generator)
      let scenario = scenario(&generator)
      let simulation = Simulation(seed: seed, runs: 8, maxSteps: 30, countsActions: true)
      let numbers = try simulation.run(system.focused(from: start, within: scenario))
      let values = try simulation.run(
        FocusedModel(Plain(system), from: start, within: scenario?.plain))
      try #require(numbers.statistics == values.statistics, "seed \(seed)")
      for (left, right) in zip(numbers.findings, values.findings) {
        try #require(left.verdict.path?.actions == right.verdict.path?.actions, "seed \(seed)")
        let actions = left.verdict.path?.steps ?? []
        var before = start
        for step in actions {
          try #require(scenario?.contains(before, step.action) ?? true, "seed \(seed)")
          before = step.state
        }
      }
    }
  }
}

extension Scenario {
  /// The same scenario of the model as plain values.
  fileprivate var plain: Scenario<Plain<M>> {
    Scenario<Plain<M>>(name, summary) { [contains] in contains($0, $1) }
  }
}
