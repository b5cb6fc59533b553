import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A search that says little` {
  private static let claim = Property<Graph>.always("true") { _ in true }

  private func warnings(_ graph: Graph) throws -> [[String]] {
    [
      try ExhaustiveSearch(.breadthFirst).run(graph).warnings,
      try ExhaustiveSearch(.depthFirst).run(graph).warnings,
    ]
  }

  @Test func `warns if nothing is claimed`() throws {
    let graph = Graph("a>b")
    #expect(
      try warnings(graph)
        == Array(repeating: ["no property is claimed, so nothing was judged"], count: 2))
    let outcome = try graph.simulate(Simulation(seed: 0, runs: 3))
    #expect(outcome.warnings == ["no property is claimed, so nothing was judged"])
    #expect(outcome.isAsExpected == nil)
  }

  @Test(arguments: [
    ("a>b", "b", "a", "nothing happens: the boundary cuts off every step"),
    ("a>b", "a", "a", "no state was looked at: every initial state lies outside the boundary"),
    ("a", "", "", "no state was looked at: the model has no initial state"),
    ("a", "", "a", "nothing happens: no step is possible where behaviours begin"),
  ])
  func `warns if nothing happens`(
    chain: String, outside: String, initial: String, warning: String
  ) throws {
    let graph = Graph(
      chain, initialStates: initial.isEmpty ? [] : [initial], outside: [outside],
      properties: [Self.claim])
    #expect(try warnings(graph) == [[warning], [warning]])
    #expect(try graph.simulate(Simulation(seed: 0, runs: 3)).warnings.count == 1)
    if warning.hasPrefix("no state") {
      #expect(try graph.check().isAsExpected == nil)
      #expect(try graph.check()["true"]?.name == "undecided")
    }
  }

  @Test func `does not warn otherwise`() throws {
    for graph in [Graph("a>b", properties: [Self.claim]), Graph("a>a", properties: [Self.claim])] {
      #expect(try warnings(graph) == [[], []])
      #expect(try graph.simulate(Simulation(seed: 0, runs: 3)).warnings.isEmpty)
    }
    let short = ExhaustiveSearch(limits: SearchLimits(depth: 1))
    #expect(try short.run(Graph("a>b", properties: [Self.claim])).warnings.isEmpty)
  }

  @Test(arguments: [
    (["p", "p"], "more than one property 'p'"), ([""], "is empty"), (["  "], "is empty"),
    (["a\nb"], "contains \\n"), (["a\u{1B}[2J"], "contains \\u{1B}"), ([" a"], "space"),
  ])
  func `refuses properties that have no names of their own`(names: [String], message: String) throws
  {
    let graph = Graph("a>b", properties: names.map { .always($0) { _ in true } })
    for error in [
      #expect(throws: ModelError.self) { try graph.check() },
      #expect(throws: ModelError.self) { try graph.simulate(Simulation(seed: 0, runs: 3)) },
    ] {
      guard case .malformed(let why)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(why.contains(message))
    }
  }

  @Test func `refuses more properties than it can judge, unless it is for one`() throws {
    let graph = Graph("a>b", properties: (0..<65).map { .always("p\($0)") { _ in true } })
    #expect(throws: ModelError.self) { try graph.check() }
    #expect(throws: ModelError.self) { try graph.simulate(Simulation(seed: 0, runs: 3)) }
    var search = ExhaustiveSearch()
    search.goal = "p64"
    #expect(try search.run(graph)["p64"]?.name == "holds")
    search.goal = "p65"
    #expect(throws: ModelError.malformed("no property is called 'p65'")) { try search.run(graph) }
  }
}
