import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A simulation` {
  @Test func `agrees with the exhaustive oracle on small models, given enough runs`() throws {
    try withEvery("seed", in: Effort.seeds(300)) { seed in
      let model = Graph.random(seed: seed)
      let oracle = Oracle(model)
      let outcome = try model.simulate(Simulation(seed: 1, runs: 500, maxSteps: 60))
      for finding in outcome.findings {
        let expected = try #require(oracle[finding.property.name])
        // A run sees that something is barred only where nothing can happen any more.
        let isShown =
          finding.property.expectation != .alwaysPossible
          || oracle.levels.keys.contains { state in
            !finding.property.condition(state)
              && model.actions(in: state).allSatisfy {
                model.successor(of: state, after: $0) == nil
              }
          }
        let isFound = ["violated", "reached"].contains(expected.verdict) && isShown
        let verdict = isFound ? expected.verdict : "undecided"
        try #require(finding.verdict.name == verdict, "\(expected)")
        if let steps = expected.steps, let path = finding.verdict.path {
          try #require(path.steps.count >= steps)
        }
      }
    }
  }

  @Test func `gives the same outcome at any number of threads`() throws {
    try withEvery("seed", in: Effort.seeds(100)) { seed in
      let model = Switches.random(seed: seed)
      let one = try model.simulate(Simulation(seed: 7, runs: 40, maxSteps: 50, threads: 1))
      for threads in [2, 4] {
        let other = try model.simulate(
          Simulation(seed: 7, runs: 40, maxSteps: 50, threads: threads))
        try #require(other.statistics == one.statistics, "threads \(threads)")
        try #require(other.text == one.text, "threads \(threads)")
      }
    }
  }

  @Test func `is frozen: a seed means the same runs in every release`() throws {
    // A lattice: each run adds 1, 2 or 3 until it meets 50 or has had 30 steps.
    let model = Graph(
      (0..<90).filter { $0 == 0 || $0 % 50 != 0 }.flatMap { number in
        (1...3).map { "\(number)>\(number + $0)" }
      })
    func figures(seed: UInt64, _ schedule: Simulation.Schedule) throws -> [Int] {
      try (1...8).map { runs in
        try model.simulate(
          Simulation(seed: seed, runs: runs, maxSteps: 30, schedule: schedule)
        ).statistics.generatedStates
      }
    }
    let (one, two) = (try figures(seed: 1, .uniform), try figures(seed: 2, .uniform))
    let timed = try figures(seed: 1, .virtualTime(latency: 1...100))
    #expect(one == [31, 57, 82, 113, 144, 175, 202, 229])
    #expect(two == [27, 58, 89, 120, 146, 172, 197, 228])
    #expect(timed == [25, 56, 82, 110, 133, 159, 190, 221])
  }

  @Test func `reports the run with the lowest number and then takes no more`() throws {
    // In one run of a thousand the walk turns left at once.
    let model = Graph(
      ["start>left"] + (1..<1_000).map { "start>right \($0)" },
      properties: [.always("right") { $0 != "left" }])
    let outcome = try model.simulate(Simulation(seed: 5, runs: 100_000, threads: 2))
    #expect(outcome["right"]?.path?.actions.map(\.to) == ["left"])
    let runs = outcome.statistics.runs
    #expect(runs > 1 && runs < 100_000)
    #expect(outcome.statistics.generatedStates == 2 * runs)
    let shorter = try model.simulate(Simulation(seed: 5, runs: runs - 1))
    #expect(shorter["right"]?.path == nil)
  }

  @Test func `never says that a property holds or cannot be reached`() throws {
    let outcome = try Graph(
      "a>b",
      properties: [
        .always("true") { _ in true }, .sometimes("false") { _ in false },
        .eventually("at last") { $0 == "b" },
      ]
    ).simulate(Simulation(seed: 0, runs: 10))
    for finding in outcome.findings {
      guard case .undecided(.notExhaustive(runs: 10)) = finding.verdict else {
        Issue.record("\(finding.property.name): \(finding.verdict)")
        continue
      }
    }
    #expect(outcome.isAsExpected == nil)
    #expect(outcome.statistics.isComplete == false)
  }

  @Test func `violates what must come true where the model ends or goes round`() throws {
    let goal = Property<Graph>.eventually("goal") { $0 == "goal" }
    func verdict(_ chains: [String], outside: Set<String> = [], maxSteps: Int = 50) throws
      -> Verdict<Graph>?
    {
      try Graph(chains, outside: outside, properties: [goal])
        .simulate(Simulation(seed: 0, runs: 30, maxSteps: maxSteps))["goal"]
    }
    let end = try #require(try verdict(["a>b>c", "a>goal"])?.path)
    #expect(end.actions.map(\.description) == ["a>b", "b>c"])
    #expect(end.loopStart == nil)
    let loop = try #require(try verdict(["a>b>c>d>b", "d>goal"])?.path)
    #expect(loop.actions.map(\.description) == ["a>b", "b>c", "c>d", "d>b"])
    #expect(loop.loopStart == 1)
    let idle = try #require(try verdict(["a>b>b", "b>goal"])?.path)
    #expect(idle.loopStart == 1)
    // Neither the limit nor the boundary is an end of the model.
    #expect(try verdict(["a>b>c>d>goal"], maxSteps: 2)?.name == "undecided")
    #expect(try verdict(["a>b>c>goal"], outside: ["c"])?.name == "undecided")
    #expect(try verdict(["a>b"], maxSteps: 1)?.name == "violated")
  }

  @Test func `does not leave the boundary`() throws {
    let outcome = try Graph(
      "a>b", "a>c", "b>a", outside: ["c"],
      properties: [.always("inside") { $0 != "c" }]
    ).simulate(Simulation(seed: 0, runs: 20, maxSteps: 30))
    #expect(outcome["inside"]?.name == "undecided")
    #expect(outcome.statistics.boundaryCuts > 20)
    #expect(outcome.statistics.generatedStates == 20 * 31)
  }

  @Test func `of a model without a state within the boundary finds nothing`() throws {
    let outcome = try Graph("a", initialStates: [], properties: [.always("p") { _ in false }])
      .simulate(Simulation(seed: 0, runs: 3))
    #expect(outcome["p"]?.name == "undecided")
    #expect(outcome.statistics.generatedStates == 0)
  }

  @Test func `keeps a finding when it is stopped in the middle of a run`() throws {
    let stop = StopSignal()
    let model = Graph(
      "a>b>c>b",
      properties: [
        .always("not c") { state in
          if state == "c" { stop.request() }
          return state != "c"
        }, .sometimes("never") { _ in false },
      ])
    let outcome = try model.simulate(
      Simulation(seed: 0, runs: .max, maxSteps: .max, threads: 2, stop: stop))
    #expect(outcome["not c"]?.path?.steps.count == 2)
    guard case .undecided(.interrupted) = outcome["never"] else {
      Issue.record("\(String(describing: outcome["never"]))")
      return
    }
    #expect(outcome.statistics.runs == 0)
  }

  @Test func `ends when its time is over`() throws {
    let outcome = try Graph("a>a", properties: [.always("true") { _ in true }])
      .simulate(Simulation(seed: 0, runs: .max, maxSteps: .max, timeLimit: .zero))
    guard case .undecided(.timeLimit) = outcome["true"] else {
      Issue.record("\(String(describing: outcome["true"]))")
      return
    }
  }

  @Test func `notices a model that answers differently the second time`() {
    let calls = CallCounter()
    let model = Graph("a>b", properties: [.always("first time") { _ in calls.next() > 0 }])
    let error = #expect(throws: ModelError.self) { try model.simulate(Simulation(seed: 4)) }
    #expect(error == .nondeterministic(where: "run 0 of seed 4, taken twice,"))
  }
}

extension Outcome {
  /// The findings as text.
  fileprivate var text: String {
    findings.map { finding in
      let path = finding.verdict.path.map {
        "\($0.initialState) \($0.actions) \($0.loopStart ?? -1)"
      }
      return "\(finding.property.name): \(finding.verdict.name) \(path ?? "")"
    }.joined(separator: "\n")
  }
}
