import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// What must come true, on random graphs with random rules.
@Suite struct `Liveness under fairness` {
  /// A graph of at most five nodes and eight edges, with rules about classes of edges.
  static func graph(seed: UInt64) -> Graph {
    var generator = SeededGenerator(seed: seed)
    let nodes = (0...generator.below(4)).map { "n\($0)" }
    func someNode() -> String { nodes[generator.below(nodes.count)] }
    func someNodes(_ ratio: Ratio) -> Set<String> {
      Set(nodes.filter { _ in generator.chance(ratio) })
    }
    let edges = (0..<generator.below(9)).map { _ in Graph.Edge(from: someNode(), to: someNode()) }
    let goal = someNodes(Ratio(1, 3))
    let origin = someNodes(Ratio(1, 2))
    let outside = generator.chance(Ratio(1, 3)) ? someNodes(Ratio(1, 5)) : []
    var graph = Graph(
      edges: edges, initialStates: [someNode()], outside: outside,
      properties: [
        .eventually("goal") { goal.contains($0) },
        .leadsTo("origin to goal", from: { origin.contains($0) }, to: { goal.contains($0) }),
        .infinitelyOften("goal again") { goal.contains($0) },
        .eventuallyAlways("goal for ever") { goal.contains($0) },
      ])
    graph.fairness = (0..<generator.below(4)).map { number in
      // The classes of a rule: some edges in one of two classes.
      let classes = Dictionary(
        edges.map { ($0, generator.below(4)) }, uniquingKeysWith: { first, _ in first })
      let steps = StepClasses<Graph>("rule \(number)") { edge in
        classes[edge].flatMap { $0 < 2 ? $0 : nil }
      }
      return generator.chance(Ratio(1, 2)) ? .weak(steps) : .strong(steps)
    }
    return graph
  }

  @Test func `is what two judges say who share no code`() throws {
    for seed in Effort.seeds(3_000) {
      let graph = Self.graph(seed: seed)
      let outcome = try graph.check()
      let definition = FairnessDefinition(graph)
      let oracle = FairnessOracle(graph, definition.states)
      for finding in outcome.findings {
        let verdict = definition.verdict(on: finding.property)
        #expect(finding.verdict.name == verdict, "seed \(seed), \(finding.property.name)")
        guard !definition.states.isEmpty else { continue }
        #expect(oracle.verdict(on: finding.property) == verdict, "seed \(seed)")
      }
    }
  }

  @Test func `is the same in both orders, on any number of threads`() throws {
    for seed in Effort.seeds(600) {
      let graph = Self.graph(seed: seed)
      let verdicts = try graph.check().findings.map(\.verdict.name)
      let depthFirst = ExhaustiveSearch(.depthFirst, threads: 2)
      #expect(try graph.check(depthFirst).findings.map(\.verdict.name) == verdicts)
    }
  }

  @Test func `shows behaviours that keep the rules`() throws {
    for seed in Effort.seeds(3_000) {
      let graph = Self.graph(seed: seed)
      let definition = FairnessDefinition(graph)
      for finding in try graph.check().findings {
        guard case .violated(let path) = finding.verdict else { continue }
        #expect(definition.isCounterexample(path, to: finding.property), "seed \(seed)")
      }
    }
  }
}

extension `Liveness under fairness` {
  /// The pair of strong and weak fairness, and what is said of it.
  @Test func `names the assumption that would exclude a loop`() throws {
    // Serving b is possible again and again, not all along.
    var graph = Graph(
      "idle>a>idle", "idle>b>idle",
      properties: [.infinitelyOften("b is served") { $0 == "b" }])
    let serve = StepClasses<Graph>("service") { $0.from == "idle" ? $0.to : nil }
    graph.fairness = [.weak(.every), .weak(serve)]
    let path = try #require(try graph.check()["b is served"]?.path)
    #expect(path.actions.map(\.description) == ["idle>a", "a>idle"] && path.loopStart == 0)
    let account = path.fairnessAccount(of: graph, deciding: graph.properties[0])
    #expect(account?.starved == ["idle>b"])
    #expect(account?.advice?.contains("'strong service' instead of 'weak service'") == true)
    graph.fairness = [.weak(.every), .strong(serve)]
    #expect(try graph.check()["b is served"]?.name == "holds")
  }

  @Test func `warns of claims and rules that are about nothing`() throws {
    var graph = Graph(
      "a>b>a", properties: [.leadsTo("never asked", from: { $0 == "z" }, to: { _ in false })])
    graph.fairness = [.weak(.steps(named: "no step") { _ in false })]
    let warnings = try graph.check().warnings
    #expect(warnings.contains { $0.contains("'never asked' says nothing") })
    #expect(warnings.contains { $0.contains("'weak no step' is about no step") })
  }

  @Test func `goes to each duty of a large set`() throws {
    // A loop must pass twelve places that only the centre leads to: more than a shortest loop is looked for.
    let chains = (0..<12).map { "centre>p\($0)>centre" }
    var graph = Graph(chains, properties: [.eventually("never") { _ in false }])
    graph.fairness = [
      .weak(.every), .strong(StepClasses("arms") { $0.from == "centre" ? $0.to : nil }),
    ]
    let path = try #require(try graph.check()["never"]?.path)
    #expect(path.steps.count == 24 && path.loopStart == 0)
    #expect(FairnessDefinition(graph).isCounterexample(path, to: graph.properties[0]))
  }

  /// The smallest spaces in which an unsound reading of "possible" shows: a counter that a boundary cuts.
  @Test func `takes what a boundary cuts off for possible`() throws {
    var counter = Graph(
      (0..<9).map { "\($0)>\($0 + 1)" } + ["3>t", "t>3"], initialStates: ["0"],
      outside: ["4", "5", "6", "7", "8", "9"],
      properties: [.infinitelyOften("it comes to nine") { $0 == "9" }])
    counter.fairness = [
      .weak(.steps(named: "counting") { $0.to != "t" && $0.from != "t" }),
      .weak(.steps(named: "toggling") { $0.to == "t" || $0.from == "t" }),
    ]
    #expect(try counter.check()["it comes to nine"]?.name == "violated")
    counter.fairness[0] = .strong(.steps(named: "counting") { $0.to != "t" && $0.from != "t" })
    #expect(try counter.check()["it comes to nine"]?.name == "undecided")
  }

  @Test func `finds a standstill, but at ends that are meant`() throws {
    var search = ExhaustiveSearch()
    let graph = Graph("a>b", "a>c>a", properties: [.sometimes("b") { $0 == "b" }])
    #expect(try graph.check(search).findings.count == 1)
    search.findsDeadlocks = true
    #expect(try graph.check(search)["no deadlock"]?.path?.actions.map(\.description) == ["a>b"])
    let ends = Graph("a>b", properties: [.noDeadlock(except: { $0 == "b" })])
    #expect(try ends.check(search)["no deadlock"]?.name == "holds")
  }

  /// If the graphs could not tell such a judge from a right one, the tests above would show nothing.
  @Test(arguments: FairnessOracle<Graph>.Flaw.allCases)
  func `would not be judged so by`(flaw: FairnessOracle<Graph>.Flaw) {
    // Random graphs rarely have a fair part of an unfair set.
    var part = Graph(
      "a>b>a", "b>c>b", "c>d", properties: [.eventually("d") { $0 == "d" }])
    part.fairness = [.weak(.every), .strong(.steps(named: "ways out") { $0.to == "d" })]
    let isCaught = ([part] + (UInt64(0)..<1_000).map { Self.graph(seed: $0) }).contains { graph in
      let definition = FairnessDefinition(graph)
      let oracle = FairnessOracle(graph, definition.states, flaw)
      return graph.properties.contains {
        oracle.verdict(on: $0) != definition.verdict(on: $0)
      }
    }
    #expect(isCaught)
  }
}

/// The definition of fairness, applied to every set of edges that a behaviour may take again and again.
///
/// Such a set is strongly connected: from the end of each edge the others lead back to its start. A behaviour
/// that stays in a state for ever takes none.
struct FairnessDefinition {
  let graph: Graph
  let states: Set<String>
  private let hasRules: Bool

  init(_ graph: Graph) {
    self.graph = graph
    hasRules = !graph.fairness.isEmpty
    var states = Set(graph.initialStates.filter { graph.isWithinBoundary($0) })
    var open = Array(states)
    while let state = open.popLast() {
      for edge in graph.edges where edge.from == state && graph.isWithinBoundary(edge.to) {
        if states.insert(edge.to).inserted { open.append(edge.to) }
      }
    }
    self.states = states
  }

  /// The edges between reachable nodes that count as steps.
  private var edges: [Graph.Edge] {
    let steps = graph.edges.filter {
      states.contains($0.from) && states.contains($0.to) && (!hasRules || $0.from != $0.to)
    }
    return steps.enumerated().filter { place, edge in !steps[..<place].contains(edge) }.map(
      \.element)
  }

  func verdict(on property: Property<Graph>) -> String {
    if states.isEmpty { return "undecided" }
    let edges = edges
    let region = region(of: property)
    for bits in 1..<(1 << edges.count) where edges.count > 0 {
      let taken = edges.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
      let visited = Set(taken.flatMap { [$0.from, $0.to] })
      guard visited.isSubset(of: region), isStronglyConnected(taken) else { continue }
      guard visited.contains(where: { !property.condition($0) }) else { continue }
      if isFair(visited, taken) { return "violated" }
    }
    for state in region where !property.condition(state) && mayStay(in: state) { return "violated" }
    let startsOutside =
      property.expectation == .eventually
      && !graph.initialStates.allSatisfy { graph.isWithinBoundary($0) }
    let isCut = graph.edges.contains { region.contains($0.from) && !graph.isWithinBoundary($0.to) }
    return startsOutside || isCut ? "undecided" : "holds"
  }

  private func region(of property: Property<Graph>) -> Set<String> {
    let bad = states.filter { !property.condition($0) }
    switch property.expectation {
    case .eventuallyAlways: return states
    case .infinitelyOften: return bad
    default: break
    }
    var region =
      property.expectation == .leadsTo
      ? bad.filter { property.origin?($0) ?? false } : bad.intersection(graph.initialStates)
    while true {
      let more = graph.edges.filter { region.contains($0.from) && bad.contains($0.to) }.map(\.to)
      if region.isSuperset(of: more) { return region }
      region.formUnion(more)
    }
  }

  private func isStronglyConnected(_ taken: [Graph.Edge]) -> Bool {
    taken.allSatisfy { first in
      var found: Set<String> = [first.to]
      for _ in taken { found.formUnion(taken.filter { found.contains($0.from) }.map(\.to)) }
      return taken.allSatisfy { found.contains($0.from) }
    }
  }

  private func mayStay(in state: String) -> Bool {
    hasRules ? isFair([state], []) : !graph.edges.contains { $0.from == state }
  }

  /// Whether a behaviour keeps every rule that visits these states and takes these edges again and again.
  private func isFair(_ visited: Set<String>, _ taken: [Graph.Edge]) -> Bool {
    graph.fairness.allSatisfy { rule in
      func classes(of edges: [Graph.Edge]) -> Set<StepClass> {
        Set(edges.filter { $0.from != $0.to }.compactMap { rule.steps.classOf($0) })
      }
      let done = classes(of: taken)
      let possible = visited.map { state in classes(of: graph.edges.filter { $0.from == state }) }
      return possible.reduce(Set()) { $0.union($1) }.subtracting(done).allSatisfy { starved in
        rule.strength == .weak && !possible.allSatisfy { $0.contains(starved) }
      }
    }
  }

  func isCounterexample(_ path: Path<Graph>, to property: Property<Graph>) -> Bool {
    let states = path.states
    let tail = path.loopStart.map { Array(states[$0...]) } ?? [path.finalState]
    let taken = path.loopStart.map { path.actions[$0...].filter { $0.from != $0.to } } ?? []
    let isTail =
      path.loopStart == nil ? mayStay(in: path.finalState) : isFair(Set(tail), Array(taken))
    if let start = path.loopStart, states[start] != path.finalState { return false }
    let isBad = { (state: String) in !property.condition(state) }
    return isTail
      && {
        switch property.expectation {
        case .eventually: states.allSatisfy(isBad)
        case .infinitelyOften: tail.allSatisfy(isBad)
        case .eventuallyAlways: tail.contains(where: isBad)
        default:
          states.indices.contains { place in
            (property.origin?(states[place]) ?? false) && states[place...].allSatisfy(isBad)
              && tail.allSatisfy(isBad)
          }
        }
      }()
  }
}
