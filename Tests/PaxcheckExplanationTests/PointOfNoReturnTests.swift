import PaxcheckExplanation
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `The point of no return` {
  /// The nodes from which every maximal behaviour meets a condition, or takes an edge of some sort, by
  /// iteration to a fixpoint.
  private func inevitable(
    _ graph: Graph, _ condition: (String) -> Bool, edge isMet: (Graph.Edge) -> Bool = { _ in false }
  ) -> Set<String> {
    let nodes = Set(graph.edges.flatMap { [$0.from, $0.to] } + graph.initialStates)
      .subtracting(["."])
    var found = nodes.filter(condition)
    while true {
      let more = nodes.subtracting(found).filter { node in
        let next = graph.edges.filter { $0.from == node && $0.to != "." }
        return !next.isEmpty && next.allSatisfy { isMet($0) || found.contains($0.to) }
      }
      if more.isEmpty { return found }
      found.formUnion(more)
    }
  }

  /// The nodes from which a condition can become true, or is.
  private func possible(_ graph: Graph, _ condition: (String) -> Bool) -> Set<String> {
    let nodes = Set(graph.edges.map(\.from) + graph.edges.map(\.to) + graph.initialStates)
    var found = nodes.filter { $0 != "." && condition($0) }
    while true {
      let more = graph.edges.filter { found.contains($0.to) && !found.contains($0.from) }
      if more.isEmpty { return found }
      found.formUnion(more.map(\.from))
    }
  }

  @Test func `is where a fixpoint over the whole graph puts it`() throws {
    var compared = 0
    try withEvery("seed", in: Effort.seeds(1500)) { seed in
      let graph = Graph.random(seed: seed)
      guard graph.outside.isEmpty else { return }
      for finding in try ExhaustiveSearch().run(graph).findings {
        guard let path = finding.verdict.path,
          let decision = path.decision(on: finding.property.name, of: graph)
        else { continue }
        let condition = finding.property.condition
        let lost: (String) -> Bool
        switch finding.property.expectation {
        case .always: lost = inevitable(graph) { !condition($0) }.contains
        case .sometimes: lost = inevitable(graph, condition).contains
        case .atEnd:
          lost = inevitable(graph) { !condition($0) && graph.isEnd($0) }.contains
        case .alwaysStep:
          let stepCondition = try #require(finding.property.stepCondition)
          lost = inevitable(graph, { _ in false }) { !stepCondition($0.from, $0, $0.to) }.contains
        case .eventually, .alwaysPossible:
          let possible = possible(graph, condition)
          lost = { !possible.contains($0) }
        case .leadsTo, .infinitelyOften, .eventuallyAlways: continue
        }
        // A step that decides does so wherever it leads.
        let isStep = finding.property.expectation == .alwaysStep
        let expected =
          path.states.firstIndex(where: lost)
          ?? (isStep ? path.steps.count : path.states.count)
        let point = PointOfNoReturn(
          path, last: decision, deciding: finding.property, of: graph, limit: 1000)
        guard case .after(expected, _)? = point else {
          try #require(
            Bool(false), "\(finding.property.name): \(String(describing: point)), not \(expected)")
          continue
        }
        compared += 1
      }
    }
    #expect(compared > Effort.share(of: 500))
  }

  @Test func `names another way at that point`() throws {
    let graph = Graph("a>b>c>bad", "a>z", properties: [.always("good") { $0 != "bad" }])
    #expect(try point(of: graph) == .after(1, alternative: "a>z"))
  }

  @Test func `is never guessed: a limit and the boundary leave it undecided`() throws {
    let properties: [Property<Graph>] = [.always("good") { $0 != "bad" }]
    let graph = Graph("a>b>c>bad", "b>d>bad", "b>e>bad", properties: properties)
    #expect(try point(of: graph) == .after(0, alternative: nil))
    #expect(try point(of: graph, limit: 2) == .atLatest(2, .stateLimit(2)))
    let cut = Graph("a>b>bad", "a>out", outside: ["out"], properties: properties)
    #expect(try point(of: cut) == .atLatest(1, .boundary))
  }

  private func point(of graph: Graph, limit: Int = 100) throws -> PointOfNoReturn? {
    let finding = try #require(try ExhaustiveSearch().run(graph).findings.first)
    let path = try #require(finding.verdict.path)
    return PointOfNoReturn(
      path, last: path.steps.count, deciding: finding.property, of: graph, limit: limit)
  }
}
