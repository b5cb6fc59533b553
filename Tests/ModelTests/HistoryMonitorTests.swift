import BuiltInModels
import PaxcheckKit
import Testing

/// A monitor in the place of the full history: the same verdicts in fewer states.
@Suite struct `history=monitor` {
  private static let sizeLimit = ExpectedRun.isReleaseBuild ? 5_000_000 : 5_000

  private static func canChoose(_ model: ModelDescription) -> Bool {
    model.parameters.contains { $0.name == "history" }
  }

  @Test(arguments: ExpectedRun.all.filter { $0.size <= sizeLimit && canChoose($0.model) })
  func `decides what the full history decides`(run: ExpectedRun) throws {
    try compare(run.model, run.assignments)
  }

  @Test(arguments: PlantedBug.all.filter { canChoose($0.model) })
  func `finds planted bugs at the same depth`(bug: PlantedBug) throws {
    try compare(bug.model, bug.mutation.assignments + ["mutation=\(bug.mutation.name)"])
  }

  @Test func `is told by the trace, which replays`() throws {
    let model = try ModelCatalogue.builtIn.model(named: "single-copy-register")
    func trace(_ assignments: [String]) throws -> Trace {
      let instance = try model.instance(assignments + ["servers=2"])
      let report = try instance.check(ExhaustiveSearch(.breadthFirst))
      return try #require(report["linearizable"]?.trace)
    }
    let short = try trace(["history=monitor"])
    #expect(short.description.contains("history=monitor"))
    _ = try ModelCatalogue.builtIn.replay(short)
    #expect(try !trace([]).description.contains("history"))
  }

  private func compare(_ model: ModelDescription, _ assignments: [String]) throws {
    let limits = SearchLimits(states: Self.sizeLimit)
    let search = ExhaustiveSearch(.breadthFirst, limits: limits)
    let full = try model.instance(assignments).check(search)
    let monitor = try model.instance(assignments + ["history=monitor"]).check(search)
    for finding in full.properties where finding.isAsExpected != nil {
      let name = finding.claim.name
      let other = try #require(monitor[name])
      #expect(other.verdict == finding.verdict, "\(name)")
      #expect(other.steps == finding.steps, "\(name)")
    }
    guard full.statistics.isComplete else { return }
    #expect(monitor.statistics.uniqueStates <= full.statistics.uniqueStates)
  }
}
