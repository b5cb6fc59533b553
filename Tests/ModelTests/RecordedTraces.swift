import BuiltInModels
import Foundation
import PaxcheckKit
import PaxcheckTestSupport
import PaxcheckTesting
import Testing

/// `Traces/<model>/<property>.trace` is what the checker finds in a model at its default parameters,
/// `Traces/<model>/<mutation>-<property>.trace` what it finds with a planted bug where that shows.
/// `PAXCHECK_RECORD=1 swift test --filter ModelTests` records them.
@Suite struct `The recorded traces` {
  @Test func `every recorded trace replays`() {
    replayTraces("../../Traces", from: .builtIn)
  }

  @Test(arguments: ModelCatalogue.builtIn.models)
  func `are what the checker finds in a model`(model: ModelDescription) throws {
    let report = try SharedSearch(model: model.name, assignments: []).report()
    let folder = "../../Traces/\(model.name)"
    if report.statistics.isComplete || Effort.isFull { return expectRecorded(report, in: folder) }
    let traces = report.properties.compactMap(\.trace)
    if !traces.isEmpty { expectRecorded(traces, in: folder) }
  }

  /// What no model and no bug has would never be found again.
  @Test func `belong to a property of a model or to a planted bug, each of which has one`() throws {
    let models = try ModelCatalogue.builtIn.models.flatMap { model in
      Trace.fileNames(of: try model.instance().claims.map(\.name)).map { "\(model.name)/\($0)" }
    }
    let bugs = PlantedBug.shown.compactMap(\.file)
    let recorded = try FileManager.default.subpathsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".trace") }
    #expect(Set(recorded).subtracting(models + bugs).isEmpty)
    #expect(Set(bugs).subtracting(recorded).isEmpty)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Traces").standardizedFileURL.path()
}
