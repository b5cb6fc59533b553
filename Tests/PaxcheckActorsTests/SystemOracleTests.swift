import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Testing

/// The engine's compiled form of an actor system against the plain one, on random systems.
@Suite struct `The engine means what an actor system says` {
  static let largest = Effort.isFull ? 3_000 : 1_000

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `on random systems`(order: ExhaustiveSearch.Order) throws {
    var compared = 0
    try withEvery("seed", in: Effort.seeds(400)) { seed in
      let system = ActorSystem.random(seed: seed)
      let limits = SearchLimits(states: Self.largest)
      let outcome = try ExhaustiveSearch(order, limits: limits).run(system)
      guard outcome.statistics.isComplete else { return }
      compared += 1
      let oracle = Oracle(system)
      try #require(outcome.statistics.uniqueStates == oracle.uniqueStates, "seed \(seed)")
      try #require(outcome.statistics.generatedStates == oracle.generatedStates, "seed \(seed)")
      try #require(outcome.statistics.boundaryCuts == oracle.boundaryCuts, "seed \(seed)")
      for (finding, expected) in zip(outcome.findings, oracle.findings) {
        try #require(finding.verdict.name == expected.verdict, "seed \(seed), \(expected)")
        try #require(finding.verdict.qualifier == expected.qualifier, "seed \(seed), \(expected)")
        try requireGenuine(finding, in: system, seed)
        if order == .breadthFirst && finding.property.expectation != .eventually {
          try #require(finding.verdict.path?.steps.count == expected.steps, "seed \(seed)")
        }
      }
      if order == .breadthFirst {
        try #require(outcome.statistics.maxDepth == oracle.maxDepth, "seed \(seed)")
      }
    }
    #expect(compared > Effort.share(of: 250), "too few of the systems were small")
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `under a depth limit`(order: ExhaustiveSearch.Order) throws {
    var hidden = 0
    try withEvery("seed", in: Effort.seeds(100)) { seed in
      let system = ActorSystem.random(seed: seed)
      let whole = ExhaustiveSearch(limits: SearchLimits(states: Self.largest))
      guard try whole.run(system).statistics.isComplete else { return }
      let oracle = Oracle(system)
      for depth in 1...4 {
        let outcome = try ExhaustiveSearch(order, limits: SearchLimits(depth: depth)).run(system)
        let within = oracle.levels.values.count { $0 <= depth }
        let isComplete = within == oracle.uniqueStates
        hidden += isComplete ? 0 : 1
        try #require(outcome.statistics.uniqueStates == within, "seed \(seed), \(depth)")
        try #require(outcome.statistics.isComplete == isComplete, "seed \(seed), \(depth)")
        for (finding, expected) in zip(outcome.findings, oracle.findings) {
          guard ![.eventually, .alwaysPossible].contains(finding.property.expectation)
          else { continue }
          let isFound = expected.steps.map { $0 < depth } ?? false
          let verdict = isFound || isComplete ? expected.verdict : "undecided"
          try #require(finding.verdict.name == verdict, "seed \(seed), \(depth), \(expected)")
          let qualifier = isComplete ? expected.qualifier : nil
          try #require(finding.verdict.qualifier == qualifier, "seed \(seed), \(depth)")
        }
      }
    }
    #expect(hidden > Effort.share(of: 100), "too few limits hid anything")
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `at any number of threads, however states are kept`(order: ExhaustiveSearch.Order) throws {
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      let system = ActorSystem.random(seed: seed)
      let limits = SearchLimits(states: 20_000)
      func summary(_ threads: Int, _ storage: StorageLayout) throws -> [String] {
        let search = ExhaustiveSearch(
          order, threads: threads, limits: limits, storage: storage, countsActions: true)
        let outcome = try search.run(system)
        var figures = outcome.statistics
        figures.memoryBytes = 0
        figures.engineFigures = [:]
        let counts = figures.actionCounts.sorted { $0.key < $1.key }.map { "\($0)" }
        figures.actionCounts = [:]
        return ["\(figures)"] + counts
          + outcome.findings.map { finding in
            "\(finding.verdict.name) \(finding.verdict.qualifier ?? "") "
              + "\(finding.verdict.path?.actions ?? [])"
          }
      }
      let expected = try summary(1, .flat)
      try #require(summary(1, .tree) == expected, "seed \(seed)")
      for threads in [2, 5] {
        for storage in [StorageLayout.flat, .tree] {
          try #require(summary(threads, storage) == expected, "seed \(seed)")
        }
      }
    }
  }

  private func requireGenuine<M: Model>(
    _ finding: Outcome<M>.Finding, in model: M, _ seed: UInt64
  ) throws {
    guard let path = finding.verdict.path else { return }
    var state = path.initialState
    try #require(model.initialStates.contains(state), "seed \(seed)")
    for step in path.steps {
      try #require(model.actions(in: state).contains(step.action), "seed \(seed): \(step.action)")
      let next = try #require(model.successor(of: state, after: step.action), "seed \(seed)")
      try #require(next == step.state, "seed \(seed): \(step.action)")
      state = next
    }
    if let condition = finding.property.stepCondition {
      let last = try #require(path.steps.last, "seed \(seed)")
      let before = path.states[path.steps.count - 1]
      return try #require(!condition(before, last.action, last.state), "seed \(seed)")
    }
    let isExpected = finding.property.expectation == .sometimes
    try #require(finding.property.condition(state) == isExpected, "seed \(seed)")
  }
}
