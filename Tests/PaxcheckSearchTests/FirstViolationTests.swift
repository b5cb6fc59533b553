import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A search for the first violation` {
  private func violated<M: Model>(_ outcome: Outcome<M>) -> [String] {
    outcome.findings.filter { $0.verdict.name == "violated" }.map(\.property.name)
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `finds one where the whole search finds any, and claims nothing else`(
    order: ExhaustiveSearch.Order
  ) throws {
    var stopped = 0
    try withEvery("seed", in: Effort.seeds(600)) { seed in
      let graph = Graph.random(seed: seed)
      let whole = try ExhaustiveSearch(order).run(graph)
      var search = ExhaustiveSearch(order)
      search.stopsAtFirstViolation = true
      let first = try search.run(graph)
      let (all, found) = (violated(whole), violated(first))
      try #require(found.isEmpty == all.isEmpty, "seed \(seed)")
      try #require(found.count <= 1, "seed \(seed)")
      try #require(Set(found).isSubset(of: all), "seed \(seed)")
      for (finding, other) in zip(first.findings, whole.findings) {
        let isOpen = finding.verdict.name == "undecided"
        try #require(isOpen || finding.verdict.name == other.verdict.name, "seed \(seed)")
        try #require(isOpen || finding.verdict.qualifier == other.verdict.qualifier)
        guard case .undecided(.firstViolation) = finding.verdict else { continue }
        stopped += 1
        try #require(found.count == 1, "seed \(seed)")
      }
      if order == .breadthFirst, found.first == "good" {
        try #require(
          first["good"]?.path?.steps.count == whole["good"]?.path?.steps.count, "seed \(seed)")
      }
    }
    #expect(stopped > Effort.share(of: 200))
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `stops there, at the same place on any number of threads`(
    order: ExhaustiveSearch.Order
  ) throws {
    func summary(_ threads: Int) throws -> [String] {
      var search = ExhaustiveSearch(order, threads: threads)
      search.stopsAtFirstViolation = true
      let outcome = try search.run(Grid(properties: Self.properties))
      #expect(violated(outcome).count == 1)
      #expect(!outcome.statistics.isComplete)
      #expect(outcome.isAsExpected == false)
      return outcome.summary
    }
    let expected = try summary(1)
    for threads in [2, 4, 7] { #expect(try summary(threads) == expected) }
    let whole = try ExhaustiveSearch(order).run(Grid(properties: Self.properties))
    #expect(violated(whole).count == 2)
  }

  private static let properties: [Property<Grid>] = [
    .sometimes("nowhere") { _ in false },
    .always("left of 20") { $0.x < 20 },
    .always("below 21") { $0.y < 21 },
  ]

  @Test func `that is stopped by it goes on from its checkpoint to the whole result`() throws {
    let files = RecordingFiles()
    let grid = Grid(properties: Self.properties)
    var search = ExhaustiveSearch()
    search.stopsAtFirstViolation = true
    search.checkpoint = Checkpoint(
      files, program: "test", model: "grid", every: .zero, observer: nil)
    _ = try search.run(grid)
    search.stopsAtFirstViolation = false
    search.checkpoint = Checkpoint(
      files, saved: try SavedSearch(in: files, "memory"), program: "test", model: "grid",
      every: .zero, observer: nil)
    #expect(try search.run(grid).summary == ExhaustiveSearch().run(grid).summary)
  }

  @Test func `by random runs ends with the run that finds it`() throws {
    try withEvery("seed", in: Effort.seeds(200)) { seed in
      let graph = Graph.random(seed: seed)
      func outcome(_ threads: Int, first: Bool) throws -> Outcome<Graph> {
        var simulation = Simulation(seed: 3, runs: 60, maxSteps: 30, threads: threads)
        simulation.stopsAtFirstViolation = first
        return try graph.simulate(simulation)
      }
      let (whole, one) = (try outcome(1, first: false), try outcome(1, first: true))
      let found = one.findings.filter { $0.verdict.name == "violated" }
      try #require(found.isEmpty == violated(whole).isEmpty, "seed \(seed)")
      if let run = found.first?.run {
        let runs = whole.findings.filter { $0.verdict.name == "violated" }.compactMap(\.run)
        try #require(run == runs.min(), "seed \(seed)")
        try #require(one.statistics.runs == run + 1, "seed \(seed)")
      }
      for threads in [2, 3] {
        let other = try outcome(threads, first: true)
        try #require(other.summary == one.summary, "seed \(seed)")
      }
    }
  }
}
