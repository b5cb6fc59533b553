import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A property about steps` {
  static let orders = [ExhaustiveSearch.Order.breadthFirst, .depthFirst]

  /// A graph of which one edge is bad.
  private func graph(_ chains: String..., without edge: String) -> Graph {
    Graph(chains, properties: [.always("good", step: { _, taken, _ in "\(taken)" != edge })])
  }

  private func verdict(
    of graph: Graph, _ order: ExhaustiveSearch.Order, depth: Int? = nil, threads: Int = 1
  ) throws -> Verdict<Graph> {
    let search = ExhaustiveSearch(order, threads: threads, limits: SearchLimits(depth: depth))
    return try #require(try search.run(graph)["good"])
  }

  @Test(arguments: orders)
  func `is broken by a step to a known state, to the same state, and to a new one`(
    order: ExhaustiveSearch.Order
  ) throws {
    for (edge, steps) in [("c>a", 3), ("b>b", 2), ("c>d", 3), ("a>b", 1)] {
      let graph = graph("a>b>c>a", "b>b", "c>d", without: edge)
      let path = try #require(try verdict(of: graph, order).path, "\(edge)")
      #expect(path.steps.count == steps)
      #expect(path.actions.last.map { "\($0)" } == edge)
    }
    #expect(try verdict(of: graph("a>b>c>a", without: "a>c"), order).name == "holds")
  }

  @Test func `gets the state before, the action and the state after`() throws {
    let graph = Graph(
      "a>b>c", properties: [.always("fits", step: { $0 == $1.from && $2 == $1.to })])
    #expect(try graph.check()["fits"]?.name == "holds")
  }

  @Test(arguments: orders)
  func `is not broken by a step out of the boundary`(order: ExhaustiveSearch.Order) throws {
    let graph = Graph(
      "a>b>a", "b>c", outside: ["c"],
      properties: [.always("good", step: { _, _, after in after != "c" })])
    let outcome = try ExhaustiveSearch(order).run(graph)
    #expect(outcome["good"]?.qualifier == "within the boundary")
  }

  /// Where the states are all found, the steps of the last ones are judged, too.
  @Test(arguments: orders)
  func `is decided under a depth limit that hides no state`(
    order: ExhaustiveSearch.Order
  ) throws {
    for (edge, name) in [("b>a", "violated"), ("none", "holds")] {
      let graph = graph("a>b>a", without: edge)
      #expect(try verdict(of: graph, order, depth: 2).name == name)
      #expect(try verdict(of: graph, order, depth: 3).name == name)
    }
    for edge in ["b>a", "b>c"] {
      let graph = graph("a>b>a", "b>c", without: edge)
      guard case .undecided(.depthLimit(2)) = try verdict(of: graph, order, depth: 2) else {
        Issue.record("\(edge): \(try verdict(of: graph, order, depth: 2))")
        continue
      }
      #expect(try verdict(of: graph, order, depth: 3).name == "violated")
    }
  }

  @Test(arguments: orders)
  func `has the same counterexample on any number of threads`(
    order: ExhaustiveSearch.Order
  ) throws {
    let grid = Grid(properties: [
      .always("not back", step: { before, _, after in before.x + before.y < 40 || after.x > 0 }),
      .always("not so far", step: { before, _, after in after.x * after.y < 300 }),
    ])
    let expected = try ExhaustiveSearch(order).run(grid).summary
    for threads in Effort.isFull ? [2, 4, 7] : [3] {
      #expect(try ExhaustiveSearch(order, threads: threads).run(grid).summary == expected)
    }
  }

  /// What random graphs are for: a search that judged steps to new states alone would be noticed.
  @Test func `of random graphs is often broken by steps to known states alone`() throws {
    var differences = 0
    try withEvery("seed", in: UInt64(0)..<600) { seed in
      let graph = Graph.random(seed: seed)
      let property = try #require(graph.properties.first { $0.stepCondition != nil })
      let isBroken = Oracle(graph)[property.name]?.verdict == "violated"
      var known = Set(graph.initialStates.filter(graph.isWithinBoundary))
      var open = Array(known)
      var isNoticed = false
      while let state = open.popLast() {
        for edge in graph.actions(in: state) {
          guard let next = graph.successor(of: state, after: edge), graph.isWithinBoundary(next),
            known.insert(next).inserted
          else { continue }
          open.append(next)
          isNoticed = isNoticed || property.stepCondition?(state, edge, next) == false
        }
      }
      differences += isBroken == isNoticed ? 0 : 1
    }
    #expect(differences > 20, "\(differences)")
  }

  @Test func `is shrunk to a path that ends with the step, even where that leads back`() throws {
    let graph = graph("a>b>c>d>a", "a>x>y>a", "d>b", without: "d>a")
    let outcome = try graph.simulate(Simulation(seed: 1, runs: 200, maxSteps: 50))
    let path = try #require(outcome["good"]?.path)
    #expect(path.actions.map { "\($0)" } == ["a>b", "b>c", "c>d", "d>a"])
  }

  @Test(arguments: orders)
  func `ends a search for the first violation`(order: ExhaustiveSearch.Order) throws {
    let graph = Graph(
      "a>b>c>d", "c>a",
      properties: [
        .always("good", step: { _, edge, _ in "\(edge)" != "c>a" }),
        .always("no d") { $0 != "d" }, .sometimes("some d") { $0 == "d" },
      ])
    var search = ExhaustiveSearch(order)
    search.stopsAtFirstViolation = true
    let outcome = try search.run(graph)
    #expect(outcome["good"]?.name == "violated")
    #expect(outcome["no d"]?.name == "undecided")
  }
}
