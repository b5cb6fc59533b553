import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `Eventually` {
  func verdict(_ chains: String..., outside: Set<String> = []) throws -> Verdict<Graph> {
    let graph = Graph(
      chains, outside: outside, properties: [.eventually("goal") { $0 == "goal" }])
    return try #require(try graph.check()["goal"])
  }

  @Test func `holds where every way leads to the goal`() throws {
    #expect(try verdict("a>b>goal", "a>c>goal").name == "holds")
  }

  @Test func `fails at a dead end`() throws {
    let path = try #require(try verdict("a>goal", "a>b").path)
    #expect(path.states == ["a", "b"])
    #expect(path.loopStart == nil)
  }

  @Test func `fails in a cycle, and the path says where it begins`() throws {
    let path = try #require(try verdict("a>b>c>d>b", "c>goal").path)
    #expect(path.states == ["a", "b", "c", "d", "b"])
    #expect(path.loopStart == 1)
  }

  @Test func `fails in a self-loop`() throws {
    let path = try #require(try verdict("a>b>b", "b>goal").path)
    #expect(path.states == ["a", "b", "b"])
    #expect(path.loopStart == 1)
  }

  @Test func `is not fooled where a way past the goal joins a way round it`() throws {
    // d is first met behind the goal, but c leads there too.
    let path = try #require(try verdict("a>goal>d", "a>b>c>d").path)
    #expect(path.states == ["a", "b", "c", "d"])
  }

  @Test func `does not mind cycles behind the goal`() throws {
    #expect(try verdict("a>goal>b>c>b").name == "holds")
  }

  @Test func `is undecided where only the boundary cuts`() throws {
    guard case .undecided(.boundary) = try verdict("a>goal", "a>b>c", outside: ["c"]) else {
      Issue.record("not undecided")
      return
    }
  }

  @Test func `prefers a counterexample to a cut`() throws {
    #expect(try verdict("a>b", "a>c", outside: ["c"]).name == "violated")
  }

  @Test func `finds a counterexample in the part that a limit leaves`() throws {
    let graph = Graph(
      "a>b>a", "b>c>d>e>f", properties: [.eventually("goal") { $0 == "goal" }])
    let outcome = try ExhaustiveSearch(limits: SearchLimits(states: 3)).run(graph)
    #expect(outcome["goal"]?.name == "violated")
  }
}
