import BuiltInModels
import Foundation
import PaxcheckKit
import PaxcheckTesting
import Testing

/// A model with a planted bug that a behaviour shows.
struct Mutant: Sendable, CustomTestStringConvertible {
  let model: ModelDescription
  let mutation: Mutation
  let property: String

  /// All mutants whose bug breaks a property that a trace can show to be broken.
  static let all: [Mutant] = ModelCatalogue.builtIn.models.flatMap { model in
    model.mutations.compactMap { mutation -> Mutant? in
      guard let property = mutation.property,
        let claims = try? model.instance(with: mutation).claims,
        // A bug that makes an example unreachable leaves nothing to show.
        claims.first(where: { $0.name == property })?.expectation != .sometimes
      else { return nil }
      return Mutant(model: model, mutation: mutation, property: property)
    }
  }

  var testDescription: String { "\(model.name) mutation=\(mutation.name)" }

  /// What the checker finds about the property, no deeper than where it was found before.
  func finding() throws -> PropertyReport? {
    let instance = try model.instance(with: mutation)
    // That there is no way left takes all that can follow, however deep.
    if expectation == .alwaysPossible { return try instance.check()[property] }
    if let depth = try recordedDepth {
      let limits = SearchLimits(depth: depth, states: 50_000)
      return try instance.check(ExhaustiveSearch(limits: limits))[property]
    }
    var depth = 2
    while true {
      let report = try instance.check(ExhaustiveSearch(limits: SearchLimits(depth: depth)))
      if report.statistics.isComplete || report[property]?.trace != nil { return report[property] }
      depth += 2
    }
  }

  /// What the property demands that the bug breaks.
  var expectation: PaxcheckModel.Expectation? {
    try? model.instance(with: mutation).claims.first { $0.name == property }?.expectation
  }

  /// How deep the recorded trace is; `nil` where traces are recorded, and where none was.
  private var recordedDepth: Int? {
    get throws {
      let file = Self.folder.appending(path: file)
      guard !isRecordingTraces, let text = try? String(contentsOf: file, encoding: .utf8) else {
        return nil
      }
      return try Trace(parsing: text).steps.count + 1
    }
  }

  /// Where its trace is recorded, as seen from the folder of all traces.
  var file: String {
    let trace = Trace(
      model: ModelReference(""), expectation: .always, property: property, steps: [])
    return "\(model.name)/\(mutation.name)-\(trace.fileName)"
  }

  /// The files of all recorded traces, as seen from their folder.
  static var recordedFiles: [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".trace") }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Traces").standardizedFileURL
}
