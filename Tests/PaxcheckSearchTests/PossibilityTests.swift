import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `Always possible` {
  func verdict(
    _ chains: String..., outside: Set<String> = [], limits: SearchLimits = SearchLimits()
  ) throws -> Verdict<Graph> {
    let graph = Graph(
      chains, outside: outside, properties: [.alwaysPossible("goal") { $0 == "goal" }])
    return try #require(try ExhaustiveSearch(limits: limits).run(graph)["goal"])
  }

  @Test func `holds where a way leads back from everywhere`() throws {
    #expect(try verdict("a>b>c>a", "b>goal>c").name == "holds")
  }

  @Test func `asks for no fairness: a loop that can be left is no counterexample`() throws {
    #expect(try verdict("a>a", "a>b>a", "b>goal").name == "holds")
  }

  @Test func `fails where the goal was reached and cannot be again`() throws {
    let path = try #require(try verdict("a>goal>b>b").path)
    #expect(path.states == ["a", "goal", "b"])
  }

  @Test func `fails at the nearest trap, and shows the shortest way into it`() throws {
    let path = try #require(try verdict("a>b>c>d>e", "a>f>trap>g>trap", "c>goal", "e>goal").path)
    #expect(path.states == ["a", "f"])
    #expect(path.loopStart == nil)
  }

  @Test func `is undecided where the only way might lead beyond the boundary`() throws {
    guard case .undecided(.boundary) = try verdict("a>goal>b>x", outside: ["x"]) else {
      Issue.record("not undecided")
      return
    }
  }

  @Test func `does not mind a boundary that no way needs to cross`() throws {
    #expect(try verdict("a>goal>a>x", outside: ["x"]).name == "holds")
  }

  @Test func `is undecided where a limit hides the way, and where it hides states`() throws {
    for states in [2, 3] {
      let verdict = try verdict("a>b>goal>c", limits: SearchLimits(states: states))
      #expect(verdict.name == "undecided")
    }
  }

  @Test func `fails in the part that a limit leaves`() throws {
    let verdict = try verdict("a>b>b", "a>c>d>e>f>goal", limits: SearchLimits(states: 4))
    #expect(verdict.path?.states == ["a", "b"])
  }
}

@Suite struct `At the end` {
  func verdict(_ chains: String..., outside: Set<String> = []) throws -> Verdict<Graph> {
    let graph = Graph(
      chains, outside: outside, properties: [.atEnd("goal") { $0 == "goal" }])
    return try #require(try graph.check()["goal"])
  }

  @Test func `looks at terminal states only`() throws {
    #expect(try verdict("a>b>c>b", "c>goal").name == "holds")
    #expect(try verdict("a>b>a").name == "holds")
  }

  @Test func `fails at the nearest wrong end`() throws {
    #expect(try verdict("a>b>c>d", "a>e>f", "a>goal").path?.states == ["a", "e", "f"])
  }

  @Test func `takes an action that is no step for none`() throws {
    #expect(try verdict("a>b>.").path?.states == ["a", "b"])
  }

  @Test func `does not take the boundary for an end`() throws {
    #expect(try verdict("a>b>x", outside: ["x"]).name == "holds")
  }

  @Test func `is decided by a random run that ends, and not by one that is cut off`() throws {
    let model = Graph("a>b>c", properties: [.atEnd("goal") { $0 == "goal" }])
    let short = try model.simulate(Simulation(seed: 1, runs: 5, maxSteps: 1))
    #expect(short["goal"]?.name == "undecided")
    let long = try model.simulate(Simulation(seed: 1, runs: 5, maxSteps: 9))
    #expect(long["goal"]?.path?.states == ["a", "b", "c"])
  }
}
