import BuiltInModels
import PaxcheckKit
import PaxcheckTesting
import Testing

/// `Traces/<model>/<property>.trace` is what the checker finds in a model at its default parameters,
/// `Traces/<model>/<mutation>-<property>.trace` what it finds in a mutant where the bug shows.
/// `PAXCHECK_RECORD=1 swift test --filter TraceTests` records them.
@Suite struct `The recorded traces` {
  @Test func `every recorded trace replays`() {
    replayTraces("../../Traces", from: .builtIn)
  }

  @Test(arguments: ModelCatalogue.builtIn.models)
  func `are what the checker finds in a model`(model: ModelDescription) throws {
    expectRecorded(try model.instance().check(), in: "../../Traces/\(model.name)")
  }

  /// What no model and no mutant has would never be found again.
  @Test func `belong to a property of a model or to a mutant`() throws {
    let models = try ModelCatalogue.builtIn.models.flatMap { model in
      Trace.fileNames(of: try model.instance().claims.map(\.name)).map { "\(model.name)/\($0)" }
    }
    let mutants = Mutant.all.map(\.file)
    #expect(Set(Mutant.recordedFiles).subtracting(models + mutants).isEmpty)
  }

  @Test(arguments: Mutant.all)
  func `are what the checker finds in a mutant`(mutant: Mutant) throws {
    let finding = try mutant.finding()
    // What takes a large search to find again is left to the replay.
    if case .stateLimit = finding?.undecidedReason { return }
    let trace = try #require(finding?.trace, "the checker does not see the bug")
    expectRecorded(
      [trace], in: "../../Traces/\(mutant.model.name)", prefix: "\(mutant.mutation.name)-")
  }
}
