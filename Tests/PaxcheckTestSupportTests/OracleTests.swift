import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct `the oracle` {
  @Test func `counts states, successors and levels`() {
    let oracle = Oracle(Graph("a>b>c>a", "b>d", "d>d", "a>b", "c>."))
    #expect(oracle.uniqueStates == 4)
    #expect(oracle.generatedStates == 7)
    #expect(oracle.maxDepth == 3)
  }

  @Test func `generates what lies beyond the boundary, but neither stores nor expands it`() {
    let oracle = Oracle(Graph("a>b>c", "a>x>y", outside: ["x"]))
    #expect(oracle.uniqueStates == 3)
    #expect(oracle.generatedStates == 4)
    #expect(oracle.boundaryCuts == 1)
  }

  @Test func `finds the shortest violation and the shortest example`() {
    let oracle = Oracle(
      Graph(
        "a>b>c>d", "a>d",
        properties: [
          .always("not d") { $0 != "d" }, .always("not e") { $0 != "e" },
          .sometimes("c") { $0 == "c" }, .sometimes("e") { $0 == "e" },
        ]))
    #expect(oracle.findings.map(\.verdict) == ["violated", "holds", "reached", "unreachable"])
    #expect(oracle.findings.map(\.steps) == [1, nil, 2, nil])
  }

  @Test(arguments: [
    ("a>g", "holds"),
    ("a>b", "violated"),
    ("a>a", "violated"),
    ("a>b>g>b", "holds"),
    ("a>b>c>b", "violated"),
    ("a>.", "violated"),
    ("a>x", "undecided"),
    ("g>a>a", "holds"),
  ])
  func `judges what happens eventually`(drawing: String, verdict: String) {
    let graph = Graph(
      drawing, outside: ["x"], properties: [.eventually("g") { $0 == "g" }])
    #expect(Oracle(graph)["g"]?.verdict == verdict)
  }

  @Test func `judges diamonds: a join is no cycle, and every branch counts`() {
    let goal = [Property<Graph>.eventually("g") { $0 == "g" }]
    #expect(Oracle(Graph("a>b>d>g", "a>c>d", properties: goal))["g"]?.verdict == "holds")
    #expect(Oracle(Graph("a>g>d", "a>b>d", properties: goal))["g"]?.verdict == "violated")
    #expect(
      Oracle(Graph("a>x", "a>b", outside: ["x"], properties: goal))["g"]?.verdict == "violated")
  }

  @Test(arguments: [
    ("a>g>a", "holds"),
    ("a>b>g", "holds"),
    ("a>g>b", "violated"),
    ("a>b>a", "violated"),
    ("a>x", "undecided"),
    ("a>g>x>b", "holds"),
    ("g>a>x", "undecided"),
  ])
  func `judges what is always possible`(drawing: String, verdict: String) {
    let graph = Graph(
      drawing, outside: ["x"], properties: [.alwaysPossible("g") { $0 == "g" }])
    #expect(Oracle(graph)["g"]?.verdict == verdict)
  }

  @Test(arguments: [
    ("a>g", "holds"), ("a>b", "violated"), ("a>a", "holds"), ("a>x", "holds"), ("a>.", "violated"),
  ])
  func `judges how behaviours end`(drawing: String, verdict: String) {
    let graph = Graph(drawing, outside: ["x"], properties: [.atEnd("g") { $0 == "g" }])
    #expect(Oracle(graph)["g"]?.verdict == verdict)
  }

  @Test func `random graphs depend on the seed alone and show every verdict`() throws {
    var seen: Set<String> = []
    try withEvery("seed", in: 0..<200 as Range<UInt64>) { seed in
      let (oracle, again) = (Oracle(Graph.random(seed: seed)), Oracle(Graph.random(seed: seed)))
      try #require(oracle.findings == again.findings)
      seen.formUnion(oracle.findings.map { "\($0.property) \($0.verdict)" })
    }
    #expect(
      seen == [
        "good holds", "good violated", "good undecided", "rare reached", "rare unreachable",
        "rare undecided", "goal holds", "goal violated", "goal undecided", "way to goal holds",
        "way to goal violated", "way to goal undecided", "way to rare holds",
        "way to rare violated", "way to rare undecided", "good end holds", "good end violated",
        "good end undecided", "good edges holds", "good edges violated", "good edges undecided",
      ])
  }

  @Test func `a failing case is named with the cases around it`() {
    struct Broken: Error {}
    let error = #expect(throws: FailedCase.self) {
      try withEvery("x", in: 1...2) { x in
        try withEvery("y", in: 1...2) { y in if x + y == 3 { throw Broken() } }
      }
    }
    #expect(error?.description == "x=1: y=2: Broken()")
  }
}
