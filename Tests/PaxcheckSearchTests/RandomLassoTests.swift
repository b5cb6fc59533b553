import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// What random runs show to go on for ever, against what the definition of fairness says.
@Suite struct `A random run under fairness` {
  /// Graphs on which a run that repeats a state proves something, and what is to be made of it.
  private static let simulation = Simulation(seed: 1, runs: 5, maxSteps: 40)

  @Test func `shows behaviours that keep the rules, and nearly all that there are`() throws {
    var (shown, violated) = (0, 0)
    for seed in Effort.seeds(300) {
      let graph = `Liveness under fairness`.graph(seed: seed)
      let definition = FairnessDefinition(graph)
      for finding in try graph.simulate(Self.simulation).findings {
        let isViolated = definition.verdict(on: finding.property) == "violated"
        violated += isViolated ? 1 : 0
        guard case .violated(let path) = finding.verdict else { continue }
        shown += 1
        #expect(isViolated, "seed \(seed), \(finding.property.name)")
        #expect(definition.isCounterexample(path, to: finding.property), "seed \(seed)")
      }
    }
    #expect(shown * 10 > violated * 9, "\(shown) of \(violated)")
  }

  /// A client that asks again and again, and is served or not: strong fairness rules the loop out.
  @Test func `tells a loop that weak rules permit from one that strong rules forbid`() throws {
    var graph = Graph(
      "idle>asks>idle", "asks>served>idle",
      properties: [.infinitelyOften("served") { $0 == "served" }])
    let serve = StepClasses<Graph>.steps(named: "serving") { $0.to == "served" }
    graph.fairness = [.weak(.every), .weak(serve)]
    let path = try #require(try graph.simulate(Self.simulation)["served"]?.path)
    #expect(path.actions.map(\.description) == ["idle>asks", "asks>idle"])
    #expect(path.loopStart == 0)
    graph.fairness = [.weak(.every), .strong(serve)]
    #expect(try graph.simulate(Self.simulation)["served"]?.name == "undecided")
  }

  @Test func `stays in a state where no rule wants a step`() throws {
    var graph = Graph("a>b>a", properties: [.eventually("b") { $0 == "b" }])
    graph.fairness = [.nothing]
    let path = try #require(try graph.simulate(Self.simulation)["b"]?.path)
    #expect(path.steps.isEmpty && path.loopStart == nil)
    graph.fairness = [.weak(.every)]
    #expect(try graph.simulate(Self.simulation)["b"]?.name == "undecided")
  }

  @Test func `is the same on any number of threads`() throws {
    for seed in Effort.seeds(100) {
      let graph = `Liveness under fairness`.graph(seed: seed)
      var simulation = Self.simulation
      func paths() throws -> [[String]?] {
        try graph.simulate(simulation).findings.map { finding in
          finding.verdict.path?.actions.map(\.description)
        }
      }
      let alone = try paths()
      simulation.threads = 2
      #expect(try paths() == alone, "seed \(seed)")
    }
  }
}
