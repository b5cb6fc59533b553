import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// The engine against the oracle on graphs that a seed describes.
@Suite struct `The engine agrees with the oracle` {
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `on random graphs`(order: ExhaustiveSearch.Order) throws {
    try withEvery("seed", in: Effort.seeds(2_000)) { seed in
      let graph = Graph.random(seed: seed)
      let oracle = Oracle(graph)
      let outcome = try ExhaustiveSearch(order).run(graph)
      try #require(outcome.statistics.uniqueStates == oracle.uniqueStates, "seed \(seed)")
      try #require(outcome.statistics.generatedStates == oracle.generatedStates, "seed \(seed)")
      try #require(outcome.statistics.boundaryCuts == oracle.boundaryCuts, "seed \(seed)")
      try #require(outcome.statistics.isComplete)
      for (finding, expected) in zip(outcome.findings, oracle.findings) {
        try #require(finding.verdict.name == expected.verdict, "seed \(seed), \(expected)")
        try #require(finding.verdict.qualifier == expected.qualifier, "seed \(seed), \(expected)")
        expectGenuine(finding.verdict, of: finding.property, in: graph, "seed \(seed)")
        if order == .breadthFirst && finding.property.expectation != .eventually {
          try #require(finding.verdict.path?.steps.count == expected.steps, "seed \(seed)")
        }
      }
      if order == .breadthFirst {
        try #require(outcome.statistics.maxDepth == oracle.maxDepth, "seed \(seed)")
      }
    }
  }

  /// Whatever a search under a limit says, it says of the whole space.
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `on random graphs under a limit of states`(order: ExhaustiveSearch.Order) throws {
    try withEvery("seed", in: Effort.seeds(500)) { seed in
      let graph = Graph.random(seed: seed)
      let oracle = Oracle(graph)
      for limit in 1...max(1, oracle.uniqueStates + 1) {
        let outcome = try ExhaustiveSearch(order, limits: SearchLimits(states: limit)).run(graph)
        let statistics = outcome.statistics
        try #require(statistics.uniqueStates == min(limit, oracle.uniqueStates), "seed \(seed)")
        try #require(
          !statistics.isComplete || limit >= oracle.uniqueStates, "seed \(seed), \(limit)")
        for (finding, expected) in zip(outcome.findings, oracle.findings) {
          let isRight = finding.verdict.name == expected.verdict
          try #require(
            isRight || finding.verdict.name == "undecided",
            "seed \(seed), \(limit), \(expected), not \(finding.verdict.name)")
        }
      }
    }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `on random graphs under a depth limit`(order: ExhaustiveSearch.Order) throws {
    try withEvery("seed", in: Effort.seeds(1_000)) { seed in
      let graph = Graph.random(seed: seed)
      let oracle = Oracle(graph)
      for depth in 1...5 {
        let outcome = try ExhaustiveSearch(order, limits: SearchLimits(depth: depth)).run(graph)
        let within = oracle.levels.filter { $0.value <= depth }
        try #require(outcome.statistics.uniqueStates == within.count, "seed \(seed), \(depth)")
        let generated =
          graph.initialStates.count
          + within.filter { $0.value < depth }.reduce(0) { sum, entry in
            sum + graph.edges.count { $0.from == entry.key && $0.to != "." }
          }
        try #require(outcome.statistics.generatedStates == generated, "seed \(seed), \(depth)")
        for (finding, expected) in zip(outcome.findings, oracle.findings) {
          if finding.property.expectation == .alwaysPossible {
            let isOpen = finding.verdict.name == "undecided" && !outcome.statistics.isComplete
            let isRight = finding.verdict.name == expected.verdict
            try #require(isOpen || isRight, "seed \(seed), \(depth), \(expected)")
            continue
          }
          guard let steps = expected.steps else { continue }
          let isFound = finding.verdict.path != nil
          // If there is no state beyond, the steps of the last ones are judged, too.
          let isLastStep =
            finding.property.expectation == .alwaysStep && outcome.statistics.isComplete
          try #require(
            isFound == (steps < depth || isLastStep), "seed \(seed), \(depth), \(expected)")
        }
        guard outcome.statistics.isComplete else { continue }
        try #require(within.count == oracle.uniqueStates, "seed \(seed), \(depth)")
        for (finding, expected) in zip(outcome.findings, oracle.findings) {
          try #require(finding.verdict.name == expected.verdict, "seed \(seed), \(depth)")
          try #require(finding.verdict.qualifier == expected.qualifier, "seed \(seed), \(depth)")
        }
      }
    }
  }
}
