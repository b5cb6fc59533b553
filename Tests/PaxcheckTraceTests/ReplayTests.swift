import PaxcheckModel
import PaxcheckTestSupport
import PaxcheckTrace
import Testing

@Suite struct `A replay` {
  /// A trace of a graph.
  private func trace(
    _ expectation: PaxcheckModel.Expectation, _ steps: String..., property: String = "p",
    fixed: Bool = false,
    start: Int? = nil, loopStart: Int? = nil
  ) -> Trace {
    Trace(
      model: ModelReference("graph"), expectation: expectation, property: property,
      expectsFixed: fixed, start: start, steps: steps, loopStart: loopStart)
  }

  private let never = Property<Graph>.always("p") { $0 != "bad" }
  private let example = Property<Graph>.sometimes("p") { $0 == "good" }
  private let goal = Property<Graph>.eventually("p") { $0 == "goal" }

  private func message(_ trace: Trace, _ model: Graph) throws -> String {
    try #require(throws: ReplayError.self) { try trace.replay(on: model) }.message
  }

  @Test func `of a violation gives the path that shows it`() throws {
    let model = Graph("a>b>bad", properties: [never])
    let replay = try trace(.always, "a>b", "b>bad").replay(on: model)
    #expect(replay.path.states == ["a", "b", "bad"])
    #expect(replay.path.actions.map(\.description) == ["a>b", "b>bad"])
    #expect(replay.whyFixed == nil)
  }

  @Test func `of a step that breaks a claim gives the path that ends with it`() throws {
    let model = Graph(
      "a>b>a", properties: [.always("p", step: { _, edge, _ in "\(edge)" != "b>a" })])
    #expect(try trace(.alwaysStep, "a>b", "b>a").replay(on: model).path.finalState == "a")
    let message = try message(trace(.alwaysStep, "a>b"), model)
    #expect(message.hasPrefix("'p' is true of every step along the trace"))
  }

  @Test func `of an example gives the path that shows it`() throws {
    let replay = try trace(.sometimes, "a>good").replay(
      on: Graph("a>good", properties: [example]))
    #expect(replay.path.finalState == "good")
  }

  @Test func `does not care in which order a model lists its actions`() throws {
    let recorded = trace(.always, "a>b", "b>bad")
    for chains in [
      ["a>b>bad", "a>c", "b>d"], ["a>c", "b>d", "a>b>bad"], ["b>bad", "a>c", "a>b"],
    ] {
      let model = Graph(chains, initialStates: ["a"], properties: [never])
      #expect(try recorded.replay(on: model).path.finalState == "bad")
    }
  }

  // A replay by the places of actions in lists would follow other steps in every process.
  @Test func `follows a model whose list of actions changes from call to call`() throws {
    let recorded = trace(.always, "a>b", "b>c", "c>d", "d>bad")
    let model = Shuffled(
      graph: Graph("a>b>c>d>bad", "a>c>a", "b>d>b", "a>e", "b>e", "c>e", "d>e"))
    for _ in 0..<50 {
      #expect(try recorded.replay(on: model).path.finalState == "bad")
    }
  }

  @Test func `names the first step that does not happen, and what is offered instead`() throws {
    let model = Graph("a>b>c", "b>bat", "b>x", properties: [never])
    #expect(
      try message(trace(.always, "a>b", "b>bad"), model) == """
        step 2: the model does not offer 'b>bad'
          it offers: b>bat, b>c, b>x
          step 1, 'a>b', still happens and changes:
            "a" → "b"
          The model has changed since the trace was recorded, or it is not deterministic.
          Record the trace again only if the change is intended.
        """)
  }

  @Test func `lists few of many offers, those most like the step first`() throws {
    let model = Graph((0..<40).map { "a>elsewhere, number \($0)" } + ["a>b"], properties: [never])
    let lines = try message(trace(.always, "a>bad"), model).split(separator: "\n")
    #expect(lines[1] == "  it offers:")
    #expect(lines[2] == "    a>b")
    #expect(lines[10] == "    and 33 more")
    #expect(lines.count == 13)
  }

  @Test func `says where the model ends before the trace does`() throws {
    let text = try message(trace(.always, "a>b", "b>bad"), Graph("a>b", properties: [never]))
    #expect(text.contains("step 2: the model does not offer 'b>bad'"))
    #expect(text.contains("  it offers nothing: this is a terminal state"))
  }

  @Test func `does not take an action that is listed and is no step`() throws {
    let text = try message(trace(.always, "a>."), Graph("a>.", "a>b", properties: [never]))
    #expect(
      text.hasPrefix(
        """
        step 1: the model does not offer 'a>.'
          it lists this action, but here the action changes nothing
          it offers: a>b
        """))
  }

  @Test func `refuses a step that may mean two things`() throws {
    let model = Coin(outcomes: [1, 2])
    let trace = Trace(
      model: ModelReference("coin"), expectation: .always, property: "p", steps: ["toss"])
    let error = try #require(throws: ReplayError.self) { try trace.replay(on: model) }
    #expect(error.step == 1)
    #expect(
      error.message == """
        step 1: the model offers several actions with the text 'toss', and they lead to different \
        states:
            1 → 2
          Give actions that do different things different descriptions.
        """)
    #expect(try trace.replay(on: Coin(outcomes: [1, 1])).path.finalState == 1)
  }

  @Test func `fails when the violation is gone`() throws {
    let text = try message(trace(.always, "a>b"), Graph("a>b", properties: [never]))
    #expect(
      text == """
        'p' is true in every state along the trace; the violation is gone
          If a bug was mended, say so with a line 'expect: fixed' before the steps.
        """)
    let missing = try message(trace(.sometimes, "a>b"), Graph("a>b", properties: [example]))
    #expect(missing.hasPrefix("no state along the trace is an example of 'p'\n"))
  }

  @Test func `of a trace that expects to be fixed fails while the violation is there`() throws {
    let model = Graph("a>b>bad", properties: [never])
    #expect(
      try message(trace(.always, "a>b", "b>bad", fixed: true), model) == """
        'p' is violated as it once was, and the trace expects that to be fixed
          If that is intended, delete the line 'expect: fixed'.
        """)
    let harmless = try trace(.always, "a>b", fixed: true).replay(on: model)
    #expect(harmless.path.finalState == "b")
    #expect(harmless.whyFixed?.message.contains("the violation is gone") == true)
    let blocked = try trace(.always, "a>b", "b>c", "c>bad", fixed: true).replay(on: model)
    #expect(blocked.path.finalState == "b")
    #expect(blocked.whyFixed?.step == 2)
  }

  @Test func `of a trace that expects to be fixed still wants the property`() throws {
    let text = try message(
      trace(.always, "a>b", property: "elsewhere", fixed: true), Graph("a>b", properties: [never]))
    #expect(text == "the model has no property 'elsewhere'; it has: p")
  }

  @Test func `verifies that a loop closes`() throws {
    let model = Graph("a>b>c>b", "b>goal", properties: [goal])
    let replay = try trace(.eventually, "a>b", "b>c", "c>b", loopStart: 1).replay(on: model)
    #expect(replay.path.loopStart == 1)
    let text = try message(trace(.eventually, "a>b", "b>c", "c>b", loopStart: 0), model)
    #expect(
      text.hasPrefix(
        """
        step 3: the loop does not close; compared with the state after step 0, where it begins, \
        there is a difference:
            "a" → "b"
        """))
  }

  @Test func `verifies that what never comes true is false all along, the loop included`() throws {
    let model = Graph("a>b>goal>b", properties: [goal])
    let text = try message(trace(.eventually, "a>b", "b>goal", "goal>b", loopStart: 1), model)
    #expect(text.hasPrefix("'p' is true after step 2; the violation is gone\n"))
    let atOnce = try message(
      trace(.eventually, "goal>x"), Graph("goal>x", properties: [goal]))
    #expect(atOnce.hasPrefix("'p' is true in the initial state"))
  }

  @Test func `verifies that the model ends where the trace does`() throws {
    let stuck = Graph("a>b>.", properties: [goal])
    #expect(try trace(.eventually, "a>b").replay(on: stuck).path.finalState == "b")
    let text = try message(trace(.eventually, "a>b"), Graph("a>b>c>d", properties: [goal]))
    #expect(
      text.hasPrefix(
        """
        the trace ends after step 1 and shows no loop, but there the model goes on
          it offers: b>c
        """))
  }

  @Test func `verifies that no way leads on to the goal`() throws {
    let way = Property<Graph>.alwaysPossible("p") { $0 == "goal" }
    let trap = Graph("a>goal", "a>b>c>b", properties: [way])
    #expect(try trace(.alwaysPossible, "a>b").replay(on: trap).path.finalState == "b")
    let open = try message(
      trace(.alwaysPossible, "a>b"), Graph("a>b>c>goal", "b>d>e>goal", properties: [way]))
    #expect(
      open.hasPrefix(
        """
        after step 1 'p' can still become true; the violation is gone
          The way there: b>c, c>goal
        """))
    let cut = try message(
      trace(.alwaysPossible, "a>b"), Graph("a>b>x>goal", outside: ["x"], properties: [way]))
    #expect(cut.hasPrefix("whether 'p' can become true after step 1 is open"))
  }

  @Test func `verifies that the end is wrong, and the end`() throws {
    let end = Property<Graph>.atEnd("p") { $0 == "goal" }
    let model = Graph("a>b>c", "a>goal", properties: [end])
    #expect(try trace(.atEnd, "a>b", "b>c").replay(on: model).path.finalState == "c")
    #expect(try message(trace(.atEnd, "a>b"), model).contains("there the model goes on"))
    #expect(try message(trace(.atEnd, "a>goal"), model).hasPrefix("'p' is true after step 1"))
  }

  @Test func `begins where the trace says`() throws {
    let model = Graph("a>bad", "b>bad", initialStates: ["a", "b"], properties: [never])
    #expect(try trace(.always, "b>bad", start: 1).replay(on: model).path.initialState == "b")
    #expect(try message(trace(.always, "b>bad"), model).hasPrefix("the model has 2 initial states"))
    #expect(
      try message(trace(.always, "b>bad", start: 2), model)
        == "the trace begins in initial state 2, counted from 0; the model has 2 of them")
  }

  @Test func `wants the model that the trace names`() throws {
    let recorded = Trace(
      model: ModelReference("graph", [.init(name: "n", value: "3"), .init(name: "m", value: "1")]),
      expectation: .always, property: "p", steps: ["a>bad"])
    let model = Graph("a>bad", properties: [never])
    let reordered = ModelReference(
      "graph", [.init(name: "m", value: "1"), .init(name: "n", value: "3")])
    #expect(try recorded.replay(on: model, named: reordered).path.finalState == "bad")
    let other = ModelReference(
      "graph", [.init(name: "n", value: "4"), .init(name: "m", value: "1")])
    let error = #expect(throws: ReplayError.self) { try recorded.replay(on: model, named: other) }
    #expect(
      error?.message == """
        the trace is of another model
          the trace is of: graph n=3 m=1
          the model is:    graph n=4 m=1
        """)
  }

  @Test func `wants the claim that the trace names`() throws {
    let model = Graph("a>bad", properties: [never])
    #expect(
      try message(trace(.always, "a>bad", property: "pp"), model)
        == "the model has no property 'pp' (did you mean 'p'?); it has: p")
    #expect(
      try message(trace(.sometimes, "a>bad"), model).hasPrefix(
        "'p' is claimed 'always' by the model, and 'sometimes' by the trace"))
  }

  @Test func `of a path that was written down is the same path`() throws {
    try withEvery("seed", in: Effort.seeds(300)) { seed in
      let model = Graph.random(seed: seed)
      var generator = SeededGenerator(seed: seed)
      guard let start = model.initialStates.randomElement(using: &generator) else { return }
      var steps: [Path<Graph>.Step] = []
      for _ in 0..<10 {
        let state = steps.last?.state ?? start
        let next = model.actions(in: state).filter { $0.to != "." }
        guard let action = next.randomElement(using: &generator) else { break }
        steps.append(.init(action: action, state: action.to))
      }
      let path = Path<Graph>(initialState: start, steps: steps)
      let rare = try #require(model.properties.first { $0.name == "rare" })
      let trace = try Trace(
        parsing: Trace(path, deciding: rare, of: model, named: ModelReference("random")).description
      )
      if path.states.contains(where: rare.condition) {
        let replay = try trace.replay(on: model)
        try #require(replay.path.states == path.states)
      } else {
        _ = try #require(throws: ReplayError.self) { try trace.replay(on: model) }
      }
    }
  }
}

/// A graph whose actions come in an order that nobody can foresee.
private struct Shuffled: Model {
  let graph: Graph
  var initialStates: [String] { graph.initialStates }
  func actions(in state: String) -> [Graph.Edge] { graph.actions(in: state).shuffled() }
  func successor(of state: String, after edge: Graph.Edge) -> String? { edge.to }
  var properties: [Property<Self>] { [.always("p") { $0 != "bad" }] }
}

/// A model whose actions all have the same text.
private struct Coin: Model {
  struct Toss: Hashable, CustomStringConvertible {
    let outcome: Int
    var description: String { "toss" }
  }
  let outcomes: [Int]
  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [Toss] { state == 0 ? outcomes.map(Toss.init) : [] }
  func successor(of state: Int, after toss: Toss) -> Int? { toss.outcome }
  var properties: [Property<Self>] { [.always("p") { $0 == 0 }] }
}
