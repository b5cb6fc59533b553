import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport
import Testing

/// A monitor in the place of the full history: the same verdicts in fewer states.
@Suite struct `history=monitor` {
  /// A second search of the largest spaces would say nothing new, and take long.
  private static let runs = Effort.sample(
    ExpectedRun.all.filter { run in
      run.model.has("history") && !run.assignments.contains { $0.hasPrefix("history=") }
        && (run.uniqueStates ?? 0) <= Effort.share(of: 200_000)
    })

  @Test(arguments: runs)
  func `decides what the full history decides`(run: ExpectedRun) throws {
    try expectAlike(run.search(), run.search().adding("history=monitor"))
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
}

/// Expects that a monitor decides what the full history decides, at the same depth.
func expectAlike(_ full: SharedSearch, _ monitor: SharedSearch) throws {
  let (full, monitor) = (try full.report(), try monitor.report())
  for finding in full.properties where finding.isAsExpected != nil {
    let name = finding.claim.name
    let other = try #require(monitor[name])
    #expect(other.verdict == finding.verdict, "\(name)")
    #expect(other.steps == finding.steps, "\(name)")
  }
  guard full.statistics.isComplete else { return }
  #expect(monitor.statistics.uniqueStates <= full.statistics.uniqueStates)
}
