import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Testing

/// Searches that keep fingerprints against those that keep states, on random systems.
@Suite struct `A search by fingerprints` {
  static let orders = [ExhaustiveSearch.Order.breadthFirst, .depthFirst]
  private static let limits = SearchLimits(states: 3_000)

  @Test(arguments: orders)
  func `finds what an exact one finds`(order: ExhaustiveSearch.Order) throws {
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      let system = ActorSystem.random(seed: seed)
      let exact = try ExhaustiveSearch(order, limits: Self.limits).run(system)
      let search = ExhaustiveSearch(order, limits: Self.limits, fingerprints: Fingerprints())
      let outcome = try search.run(system)
      var statistics = outcome.statistics
      #expect(try #require(statistics.missProbability) < 1e-12)
      statistics.missProbability = nil
      statistics.memoryBytes = exact.statistics.memoryBytes
      statistics.engineFigures = exact.statistics.engineFigures
      try #require(statistics == exact.statistics)
      for (finding, expected) in zip(outcome.findings, exact.findings) {
        let isAboutStates = finding.property.expectation.kind.isDecidedAtOnce
        try #require(
          finding.verdict.path?.actions == (isAboutStates ? expected.verdict.path?.actions : nil))
        try #require(finding.verdict.name == (isAboutStates ? expected.verdict.name : "undecided"))
      }
    }
  }

  /// Fingerprints of so few bits miss states all the time. What is found is genuine all the same, and
  /// states are missed no oftener than the reports say.
  @Test(arguments: orders)
  func `says how often it misses something`(order: ExhaustiveSearch.Order) throws {
    var searches = 0
    var misses = 0
    var expectedMisses = 0.0
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      let system = ActorSystem.random(seed: seed)
      let exact = try ExhaustiveSearch(order, limits: Self.limits).run(system)
      guard exact.statistics.isComplete else { return }
      for bits in [4, 8, 12, 16] {
        let search = ExhaustiveSearch(
          order, limits: Self.limits, fingerprints: Fingerprints(bits: bits))
        let outcome = try search.run(system)
        let bound = try #require(outcome.statistics.missProbability)
        searches += 1
        expectedMisses += bound
        misses += outcome.statistics.uniqueStates < exact.statistics.uniqueStates ? 1 : 0
        try #require(outcome.statistics.uniqueStates <= exact.statistics.uniqueStates)
        for (finding, expected) in zip(outcome.findings, exact.findings) {
          guard let path = finding.verdict.path else { continue }
          try #require(finding.verdict.name == expected.verdict.name)
          try requireGenuine(path, finding.property, in: system)
        }
      }
    }
    #expect(misses > searches / 10)
    #expect(Double(misses) < expectedMisses + 3 * expectedMisses.squareRoot())
  }

  @Test(arguments: orders)
  func `is the same at any number of threads, even if it misses states`(
    order: ExhaustiveSearch.Order
  ) throws {
    try withEvery("seed", in: Effort.seeds(20)) { seed in
      let system = ActorSystem.random(seed: seed)
      for bits in [9, 64] {
        func summary(_ threads: Int) throws -> [String] {
          try ExhaustiveSearch(
            order, threads: threads, limits: SearchLimits(states: 20_000),
            fingerprints: Fingerprints(bits: bits), countsActions: true
          ).run(system).summary
        }
        let expected = try summary(1)
        for threads in [2, 5] { try #require(summary(threads) == expected, "\(bits) bits") }
      }
    }
  }

  @Test(arguments: orders, [9, 64])
  func `goes on from a checkpoint`(order: ExhaustiveSearch.Order, bits: Int) throws {
    var resumed = 0
    try withEvery("seed", in: Effort.seeds(12)) { seed in
      let search = ExhaustiveSearch(
        order, threads: 1 + Int(seed % 2), limits: Self.limits,
        fingerprints: Fingerprints(bits: bits), countsActions: true)
      let rehearsal = try Rehearsal(ActorSystem.random(seed: seed), search)
      let count = rehearsal.disks.count
      for moment in stride(from: count % 5, to: count, by: max(1, count / 4)) {
        guard let outcome = try rehearsal.resume(rehearsal.disks[moment], threads: 1 + moment % 3)
        else { continue }
        try #require(outcome == rehearsal.expected, "moment \(moment) of \(count)")
        resumed += 1
      }
    }
    #expect(resumed > Effort.share(of: 20))
  }

  @Test func `knows whether a depth limit hides states`() throws {
    try withEvery("seed", in: Effort.seeds(30)) { seed in
      let system = ActorSystem.random(seed: seed)
      for depth in 1...4 {
        let limits = SearchLimits(depth: depth, states: 3_000)
        let exact = try ExhaustiveSearch(limits: limits).run(system).statistics
        let search = ExhaustiveSearch(limits: limits, fingerprints: Fingerprints())
        let found = try search.run(system).statistics
        try #require(found.isComplete == exact.isComplete, "depth \(depth)")
        try #require(found.uniqueStates == exact.uniqueStates, "depth \(depth)")
      }
    }
  }

  @Test func `is refused where states are values of any type`() {
    let search = ExhaustiveSearch(fingerprints: Fingerprints())
    #expect(throws: ModelError.withoutFingerprints) {
      try search.run(Plain(ActorSystem.random(seed: 1)))
    }
  }

  private func requireGenuine<M: Model>(
    _ path: Path<M>, _ property: Property<M>, in model: M
  ) throws {
    var state = path.initialState
    try #require(model.initialStates.contains(state))
    for step in path.steps {
      try #require(model.actions(in: state).contains(step.action))
      state = try #require(model.successor(of: state, after: step.action))
      try #require(state == step.state)
    }
    if let condition = property.stepCondition, let last = path.steps.last {
      let before = path.states[path.steps.count - 1]
      return try #require(!condition(before, last.action, last.state))
    }
    try #require(property.condition(state) == (property.expectation == .sometimes))
  }
}
