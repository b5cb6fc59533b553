import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// A graph whose boundary is of nodes and of edges, with a scenario besides.
private struct BoundedGraph: Model {
  struct Edge: Hashable {
    let number: Int
    let from: Int
    let to: Int
  }

  let initialStates: [Int]
  let edges: [Edge]
  let nodesOutside: Set<Int>
  let edgesOutside: Set<Edge>
  let edgesOfScenario: Set<Edge>?
  /// For each property the nodes in which its condition is true.
  let nodes: [Set<Int>]

  func actions(in state: Int) -> [Edge] { edges.filter { $0.from == state } }
  func successor(of state: Int, after edge: Edge) -> Int? { edge.to }
  func isWithinBoundary(_ state: Int) -> Bool { !nodesOutside.contains(state) }
  func isWithinBoundary(_ edge: Edge, in state: Int) -> Bool {
    !edgesOutside.contains(edge) && isWithinScenario(edge, in: state)
  }
  func isWithinScenario(_ edge: Edge, in state: Int) -> Bool {
    edgesOfScenario?.contains(edge) ?? true
  }
  var properties: [Property<Self>] {
    [
      .always("a") { nodes[0].contains($0) }, .sometimes("s") { nodes[1].contains($0) },
      .eventually("e") { nodes[2].contains($0) }, .alwaysPossible("p") { nodes[3].contains($0) },
      .atEnd("t") { nodes[4].contains($0) },
    ]
  }

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = 1 + generator.below(9)
    func some(_ ratio: Ratio) -> Set<Int> {
      Set((0..<count).filter { _ in generator.chance(ratio) })
    }
    let edges = (0..<generator.below(2 * count + 1)).map { number in
      Edge(number: number, from: generator.below(count), to: generator.below(count))
    }
    self.edges = edges
    initialStates = (0...generator.below(2)).map { _ in generator.below(count) }
    nodesOutside = generator.chance(Ratio(1, 2)) ? some(Ratio(1, 6)) : []
    func someEdges(_ ratio: Ratio) -> Set<Edge> {
      Set(edges.filter { _ in generator.chance(ratio) })
    }
    edgesOutside = generator.chance(Ratio(1, 3)) ? someEdges(Ratio(1, 6)) : []
    edgesOfScenario = generator.chance(Ratio(1, 3)) ? someEdges(Ratio(5, 6)) : nil
    nodes = [
      some(Ratio(9, 10)), some(Ratio(1, 8)), some(Ratio(1, 2)), some(Ratio(1, 2)),
      some(Ratio(9, 10)),
    ]
  }
}

/// What can be said of a bounded graph: fixed points over its nodes, nothing else.
private struct BoundedOracle {
  private let graph: BoundedGraph
  private let inside: Set<Int>
  private let isCutByScenario: Bool
  private let isCutByBoundary: Bool

  init(_ graph: BoundedGraph) {
    self.graph = graph
    let starts = graph.initialStates.filter { !graph.nodesOutside.contains($0) }
    func isKept(_ edge: BoundedGraph.Edge) -> Bool {
      !graph.edgesOutside.contains(edge) && graph.edgesOfScenario?.contains(edge) != false
        && !graph.nodesOutside.contains(edge.to)
    }
    var inside = Set(starts)
    for _ in graph.edges {
      inside.formUnion(graph.edges.filter { inside.contains($0.from) && isKept($0) }.map(\.to))
    }
    self.inside = inside
    let cuts = graph.edges.filter { inside.contains($0.from) && !isKept($0) }
    isCutByScenario = cuts.contains { graph.edgesOfScenario?.contains($0) == false }
    isCutByBoundary =
      starts.count < graph.initialStates.count
      || cuts.contains { graph.edgesOfScenario?.contains($0) != false }
  }

  private var isCut: Bool { isCutByScenario || isCutByBoundary }

  /// The edges that stay inside, or those that do not.
  private func edges(staying: Bool) -> [BoundedGraph.Edge] {
    graph.edges.filter { edge in
      inside.contains(edge.from)
        && (graph.isWithinBoundary(edge, in: edge.from) && graph.isWithinBoundary(edge.to))
          == staying
    }
  }

  private var holds: String {
    if inside.isEmpty { return "undecided" }
    if isCutByBoundary { return "holds within the boundary" }
    return isCutByScenario ? "holds within the scenario" : "holds"
  }

  /// The nodes from which some node of a set is reached.
  private func leading(to targets: Set<Int>) -> Set<Int> {
    var found = targets.intersection(inside)
    for _ in graph.edges {
      found.formUnion(edges(staying: true).filter { found.contains($0.to) }.map(\.from))
    }
    return found
  }

  var verdicts: [String] {
    let exits = Set(edges(staying: false).map(\.from))
    let ends = inside.filter { node in !graph.edges.contains { $0.from == node } }
    let ways = leading(to: graph.nodes[3])
    let isTrapped = leading(to: ways.union(exits)) != inside
    return [
      inside.isSubset(of: graph.nodes[0]) ? holds : "violated",
      !inside.isDisjoint(with: graph.nodes[1]) ? "reached" : isCut ? "undecided" : "unreachable",
      eventually(exits),
      isTrapped ? "violated" : ways == inside ? holds : "undecided",
      ends.isSubset(of: graph.nodes[4]) ? holds : "violated",
    ]
  }

  /// Whether the goal can be avoided for ever: by standing still, or by going on in its absence.
  private func eventually(_ exits: Set<Int>) -> String {
    let starts = Set(graph.initialStates).intersection(inside).subtracting(graph.nodes[2])
    var region = starts
    let kept = edges(staying: true)
    for _ in graph.edges {
      region.formUnion(
        kept.filter { region.contains($0.from) && !graph.nodes[2].contains($0.to) }.map(\.to))
    }
    var endless = region
    for _ in 0...graph.edges.count {
      endless = endless.filter { node in
        kept.contains { $0.from == node && endless.contains($0.to) }
          || !graph.edges.contains { $0.from == node }
      }
    }
    if !endless.isEmpty { return "violated" }
    let startsOutside = graph.initialStates.contains { graph.nodesOutside.contains($0) }
    return startsOutside || !region.isDisjoint(with: exits) ? "undecided" : "holds"
  }
}

@Suite struct `A boundary` {
  private func verdicts<M: Model>(_ outcome: Outcome<M>) -> [String] {
    outcome.findings.map { finding in
      [finding.verdict.name, finding.verdict.qualifier].compactMap(\.self).joined(separator: " ")
    }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `limits what is said if it cuts something off, and only then`(
    order: ExhaustiveSearch.Order
  ) throws {
    var seen: [String: Int] = [:]
    try withEvery("seed", in: Effort.seeds(800)) { seed in
      let graph = BoundedGraph(seed: seed)
      let expected = BoundedOracle(graph).verdicts
      let outcome = try ExhaustiveSearch(order, threads: 1 + Int(seed % 2)).run(graph)
      try #require(verdicts(outcome) == expected, "seed \(seed)")
      for verdict in expected { seen[verdict, default: 0] += 1 }
      // Whatever a limit leaves, it says no more than the whole search does.
      for depth in 1...4 {
        let limited = try ExhaustiveSearch(order, limits: SearchLimits(depth: depth)).run(graph)
        for (verdict, whole) in zip(verdicts(limited), expected) {
          try #require(verdict == whole || verdict == "undecided", "seed \(seed), \(depth)")
        }
        if limited.statistics.isComplete {
          try #require(verdicts(limited) == expected, "seed \(seed), \(depth)")
        }
      }
    }
    for verdict in [
      "holds", "holds within the boundary", "holds within the scenario", "unreachable",
      "undecided", "violated", "reached",
    ] { #expect(seen[verdict, default: 0] > Effort.share(of: 20), "\(verdict): \(seen)") }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `that cut something off is remembered by a checkpoint`(
    order: ExhaustiveSearch.Order
  ) throws {
    var resumed = 0
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      let rehearsal = try Rehearsal(BoundedGraph(seed: seed), ExhaustiveSearch(order))
      for disk in rehearsal.disks {
        guard let outcome = try rehearsal.resume(disk, threads: 1) else { continue }
        try #require(outcome == rehearsal.expected, "seed \(seed)")
        resumed += 1
      }
    }
    #expect(resumed > Effort.share(of: 100))
  }

  @Test func `that nobody reaches limits nothing, however large the space`() throws {
    for threads in [1, 4] {
      for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
        let open = try ExhaustiveSearch(order, threads: threads).run(Field(size: 60, bound: 60))
        #expect(verdicts(open) == ["holds", "unreachable", "holds"])
        let cut = try ExhaustiveSearch(order, threads: threads).run(Field(size: 60, bound: 59))
        #expect(
          verdicts(cut) == ["holds within the boundary", "undecided", "holds within the boundary"])
        guard case .undecided(.boundary) = cut["far away"] else {
          Issue.record("\(String(describing: cut["far away"]))")
          continue
        }
      }
    }
  }
}

/// A square on which one goes up or right, up to a bound of the sum of both.
private struct Field: Model {
  struct Place: Hashable { var x = 0, y = 0 }
  let size: Int
  let bound: Int

  var initialStates: [Place] { [Place()] }
  func actions(in state: Place) -> [String] { ["up", "right"] }
  func successor(of state: Place, after action: String) -> Place? {
    var next = state
    if action == "up" { next.y += 1 } else { next.x += 1 }
    return next.x + next.y <= size ? next : nil
  }
  func isWithinBoundary(_ state: Place) -> Bool { state.x + state.y <= bound }
  var properties: [Property<Self>] {
    [
      .always("near") { $0.x <= 60 }, .sometimes("far away") { $0.x > 60 },
      .atEnd("at the edge") { [size] in $0.x + $0.y == size },
    ]
  }
}
