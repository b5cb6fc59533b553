import BuiltInModels
import PaxcheckExplanation
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `An explanation` {
  @Test(arguments: Effort.sample(TraceCollection.names))
  func `exists for every golden trace, and what it leaves still decides the property`(
    name: String
  ) throws {
    let trace = try TraceCollection.trace(name)
    let instance = try ModelCatalogue.builtIn.instance(of: trace.model)
    var request = ExplanationRequest()
    request.maxStates = 200
    request.leavesOutIrrelevant = true
    request.reorders = true
    let explanation = try instance.explain(trace, request)
    #expect(explanation.decision != nil)
    #expect(explanation.steps.count <= trace.steps.count)
    #expect(throws: Never.self) { try instance.replay(explanation.trace) }
  }

  @Test func `leaves out what a long behaviour does beside the point`() throws {
    let model = try ModelCatalogue.builtIn.model(named: "single-copy-register")
      .instance(["servers=2", "clients=3"])
    let search = ExhaustiveSearch(.depthFirst, limits: SearchLimits(states: 20_000))
    let trace = try #require(try model.check(search)["linearizable"]?.trace)
    var request = ExplanationRequest()
    request.leavesOutIrrelevant = true
    let explanation = try model.explain(trace, request)
    #expect(explanation.steps.count < trace.steps.count)
    #expect(throws: Never.self) { try model.replay(explanation.trace) }
  }

  @Test func `tells that there are too many orders to try`() throws {
    var trace = try TraceCollection.trace("alarm-clocks/rings-again-no-clock-rings-twice.trace")
    trace.steps = [0, 1, 0].map { "timeout \($0): alarm" }
    var request = ExplanationRequest()
    request.reorders = true
    request.maxOrderedSets = 1
    let explanation = try ModelCatalogue.builtIn.instance(of: trace.model).explain(trace, request)
    #expect(explanation.notes == ["the steps stay in order: there are too many others to try"])
  }

  // The dead end goes on for ever, so that the behaviour shows it without an end.
  @Test func `leaves out what a way into a dead end does beside the point`() throws {
    let pond = ModelDescription("pond", "a way out and a way in", source: "folklore") {
      (_) throws(ArgumentError) in
      Graph(
        "start>shore>start", "start>deep>deeper>deep",
        properties: [.alwaysPossible("ashore") { $0 == "shore" }])
    }
    let trace = Trace(
      model: ModelReference("pond"), expectation: .alwaysPossible, property: "ashore",
      steps: ["start>shore", "shore>start", "start>deep", "deep>deeper"])
    var request = ExplanationRequest()
    request.leavesOutIrrelevant = true
    let explanation = try pond.instance().explain(trace, request)
    #expect(explanation.steps.map(\.action) == ["start>deep"])
    #expect(explanation.notes == ["3 of 4 steps are left out; the others decide the property"])
  }

  @Test func `of a trace that expects to be fixed goes as far as the trace still does`() throws {
    var trace = try TraceCollection.trace("single-copy-register/value-chosen.trace")
    let instance = try ModelCatalogue.builtIn.instance(of: trace.model)
    trace.expectsFixed = true
    let last = trace.steps.count - 1
    trace.steps[last] = "deliver 9 → 9: nothing"
    let explanation = try instance.explain(trace)
    #expect(explanation.steps.count == last)
    #expect(explanation.decision == nil)
    #expect(explanation.notes.first?.contains("the model does not offer") == true)
  }

  @Test func `has what is known when it is stopped`() throws {
    let trace = try TraceCollection.trace(
      "single-copy-register/forgets-when-read-linearizable.trace")
    var request = ExplanationRequest()
    request.stop = StopSignal()
    request.stop?.request()
    request.leavesOutIrrelevant = true
    let instance = try ModelCatalogue.builtIn.instance(of: trace.model)
    let explanation = try instance.explain(trace, request)
    #expect(explanation.steps.count == 7)
    #expect(explanation.notes == ["which steps are needed was not found out in time"])
    #expect(explanation.pointOfNoReturn == .atLatest(7, .interrupted))
  }

  @Test func `tells where a loop begins`() throws {
    let graph = Graph("a>b>c>b", properties: [.eventually("goal") { $0 == "goal" }])
    let finding = try #require(try ExhaustiveSearch().run(graph).findings.first)
    let path = try #require(finding.verdict.path)
    let trace = Trace(
      path, deciding: finding.property, of: graph, named: ModelReference("graph"))
    let explanation = Explanation(path, of: graph, trace: trace)
    #expect(explanation.decision == 3)
    #expect(explanation.verdict == "violated")
    #expect(explanation.participants.isEmpty)
    #expect(explanation.steps.map(\.action) == ["a>b", "b>c", "c>b"])
  }
}
