import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTrace
import Testing

/// A staircase that is gone up by one step, or by two.
struct Stairs: Model {
  let height: Int

  var initialStates: [Int] { [0, 1] }
  func actions(in state: Int) -> [String] { ["step", "jump"] }
  func successor(of state: Int, after action: String) -> Int? {
    let next = state + (action == "jump" ? 2 : 1)
    return next <= height ? next : nil
  }
  var properties: [Property<Self>] {
    [
      .always("below the top") { [height] in $0 < height },
      .sometimes("on the first step") { $0 == 1 },
      .sometimes("on the third step") { $0 == 3 },
      .eventually("past the second step") { $0 > 2 },
      .eventually("on the second step") { $0 == 2 },
      .alwaysPossible("the top can be reached") { [height] in $0 == height },
    ]
  }
  var scenarios: [Scenario<Self>] {
    [
      Scenario("jumps", "no step is taken alone", actions: { $0 == "jump" }),
      Scenario("rest", "nobody goes past the second step") { state, _ in state < 2 },
    ]
  }

  static var instance: ModelInstance { get throws { try description.instance() } }
  static let description = ModelDescription(
    "stairs", "a staircase", source: "folklore",
    parameters: [.integer("height", 1...9, default: 6, "how many steps there are")]
  ) { arguments throws(ArgumentError) in Stairs(height: arguments.integer("height")) }
}

/// The same staircase, and a claim about how it is gone up.
struct CarefulStairs: Model {
  private let stairs = Stairs(height: 6)

  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { stairs.actions(in: state) }
  func successor(of state: Int, after action: String) -> Int? {
    stairs.successor(of: state, after: action)
  }
  var properties: [Property<Self>] {
    [.always("nobody jumps", step: { before, _, after in after == before + 1 })]
  }
  var scenarios: [Scenario<Self>] {
    [Scenario("steps", "nobody jumps", actions: { $0 == "step" })]
  }

  static let description = ModelDescription(
    "careful-stairs", "a staircase", source: "folklore", parameters: []
  ) { _ in CarefulStairs() }
}

@Suite struct `A search of a part of a model` {
  @Test func `judges the steps of a trace, and those of a scenario alone`() throws {
    let instance = try CarefulStairs.description.instance()
    func verdict(_ focus: Focus) throws -> String? {
      verdicts(try instance.focused(on: focus).check())["nobody jumps"]
    }
    func prefix(_ steps: String...) -> Focus {
      Focus(
        prefix: Trace(
          model: ModelReference("careful-stairs"), expectation: .alwaysStep,
          property: "nobody jumps", steps: steps))
    }
    #expect(try verdict(prefix("step", "jump", "step")) == "violated in 2")
    #expect(try verdict(prefix("step", "step")) == "violated in 3")
    #expect(try verdict(Focus(scenario: "steps")) == "holds within scenario steps")
  }

  @Test func `says nothing of a part where there is none`() throws {
    let whole = try Stairs.instance.check()
    let focused = try Stairs.instance.focused(on: Focus()).check()
    #expect(focused.properties.map(\.verdict) == whole.properties.map(\.verdict))
  }

  private func trace(_ steps: [String], start: Int = 0, height: Int = 6) throws -> Trace {
    Trace(
      model: ModelReference("stairs", [.init(name: "height", value: "\(height)")]),
      expectation: .sometimes, property: "on the third step", start: start, steps: steps)
  }

  private func verdicts(_ report: CheckReport) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: report.properties.map { property in
        let reason = property.undecidedReason.map { ": \($0)" } ?? ""
        let steps = property.steps.map { " in \($0)" } ?? ""
        return (property.claim.name, property.qualifiedVerdict + reason + steps)
      })
  }

  @Test func `from the end of a trace judges the states of the trace, too`() throws {
    let prefix = try trace(["step", "jump"])
    let report = try Stairs.instance.focused(on: Focus(prefix: prefix)).check()
    #expect(
      verdicts(report) == [
        "below the top": "violated in 4", "on the first step": "reached in 1",
        "on the third step": "reached in 2",
        "past the second step": "holds after 2 given steps",
        "on the second step": "violated in 4",
        "the top can be reached": "holds after 2 given steps",
      ])
    #expect(report.statistics.uniqueStates == 4)
  }

  @Test func `takes a trace that leaves defaults out, as replay does`() throws {
    var prefix = try trace(["step"])
    for assignments in [[], [ModelReference.Assignment(name: "height", value: "06")]] {
      prefix.model = ModelReference("stairs", assignments)
      #expect(throws: Never.self) { try Stairs.instance.focused(on: Focus(prefix: prefix)) }
      #expect(throws: FocusError.self) {
        try Stairs.description.instance(["height=5"]).focused(on: Focus(prefix: prefix))
      }
    }
  }

  @Test func `finds traces that replay from the beginning`() throws {
    let instance = try Stairs.instance
    let part = try instance.focused(on: Focus(prefix: trace(["jump"], start: 1)))
    for report in [try part.check(), try part.simulate(Simulation(seed: 1, runs: 50))] {
      let traces = report.properties.compactMap(\.trace)
      #expect(traces.count >= 3)
      for trace in traces {
        #expect(try instance.replay(Trace(parsing: trace.description)).steps == trace.steps.count)
        #expect(trace.start == 1)
      }
      #expect(report["below the top"]?.trace?.steps.first == "jump")
    }
  }

  @Test func `within a scenario never says more than that`() throws {
    let report = try Stairs.instance.focused(on: Focus(scenario: "jumps")).check()
    #expect(
      verdicts(report) == [
        "below the top": "violated in 3", "on the first step": "reached in 0",
        "on the third step": "reached in 1",
        "past the second step": "undecided: cut off by the model's boundary",
        "on the second step": "undecided: cut off by the model's boundary",
        "the top can be reached": "undecided: cut off by the model's boundary",
      ])
    let rest = try Stairs.instance.focused(on: Focus(scenario: "rest")).check()
    #expect(verdicts(rest)["below the top"] == "holds within scenario rest")
    #expect(rest["below the top"]?.verdict == "holds")
    #expect(rest["below the top"]?.qualifier == "within scenario rest")
    #expect(rest["below the top"]?.isAsExpected == true)
    let trace = try #require(report["below the top"]?.trace)
    #expect(trace.scenario == "jumps")
    #expect(try Trace(parsing: trace.description) == trace)
  }

  @Test func `says of what it does not find that it may lie elsewhere`() throws {
    let focus = Focus(prefix: try trace(["jump"]), scenario: "jumps")
    let report = try Stairs.instance.focused(on: focus).check()
    let missing = try #require(report["on the third step"])
    #expect(missing.isAsExpected == nil)
    #expect(
      missing.undecidedReason?.description
        == "unreachable within scenario jumps after 1 given step")
  }

  @Test func `for one goal ends when it is decided`() throws {
    var search = ExhaustiveSearch()
    search.goal = "on the third step"
    let report = try Stairs.instance.check(search)
    #expect(verdicts(report) == ["on the third step": "reached in 1"])
    #expect(!report.statistics.isComplete)
  }

  @Test func `refuses what does not belong to the model`() throws {
    func message(_ focus: Focus) throws -> String {
      try #require(throws: FocusError.self) { try Stairs.instance.focused(on: focus) }.description
    }
    #expect(try message(Focus(scenario: "jump")).contains("did you mean 'jumps'?"))
    #expect(try message(Focus(prefix: trace([], height: 5))).contains("height=5"))
    #expect(try message(Focus(prefix: trace(["step", "fly"]))).contains("step 2"))
  }
}
