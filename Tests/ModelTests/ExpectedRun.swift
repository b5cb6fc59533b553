import BuiltInModels
import Foundation
import PaxcheckKit
import Testing

/// A row of some `Models/*/Expected.json`: what is known of a model with these parameters.
///
/// What a row leaves out is not known from anywhere else, and not checked.
struct ExpectedRun: Sendable, CustomTestStringConvertible {
  struct Finding: Decodable, Sendable {
    let verdict: String
    let steps: Int?
  }

  let model: ModelDescription
  /// The parameters as `name=value`.
  let assignments: [String]
  /// The scenario that the search stays within; `nil` for the whole space.
  let scenario: String?
  let uniqueStates: Int?
  let generatedStates: Int?
  let maxDepth: Int?
  let findings: [String: Finding]
  /// Who found the figures.
  let source: String

  var testDescription: String {
    ([model.name] + assignments + (scenario.map { ["within \($0)"] } ?? [])).joined(separator: " ")
  }

  /// The model, limited to the scenario.
  var instance: ModelInstance {
    get throws {
      try model.instance(assignments).focused(on: Focus(scenario: scenario))
    }
  }

  /// How many states there are to look at, 0 if that is not known.
  var size: Int { uniqueStates ?? 0 }

  /// Whether the oracle can look at all of it.
  var isKnownToOracle: Bool {
    size <= 25_000 && scenario == nil && OracleReport.knows(model)
  }
}

extension ExpectedRun {
  /// Every row of every file.
  static let all: [ExpectedRun] = {
    do { return try files.flatMap(read) } catch { fatalError("\(error)") }
  }()

  /// The rows that a debug build looks at in a moment.
  static let small = all.filter { $0.size <= 100_000 }

  /// The other rows.
  static let large = all.filter { $0.size > 100_000 }

  #if DEBUG
    static let isReleaseBuild = false
  #else
    static let isReleaseBuild = true
  #endif

  /// The folder of the models, found from the place of this file.
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Models")

  private static var files: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .map { $0.appending(path: "Expected.json") }
        .filter { FileManager.default.fileExists(atPath: $0.path()) }
        .sorted { $0.path() < $1.path() }
    }
  }

  private static func read(_ file: URL) throws -> [ExpectedRun] {
    let data = try Data(contentsOf: file)
    let isList = data.first == UInt8(ascii: "[")
    let decoder = JSONDecoder()
    let models =
      try isList
      ? decoder.decode([Model].self, from: data) : [decoder.decode(Model.self, from: data)]
    return try models.flatMap { model in
      let description = try ModelCatalogue.builtIn.model(named: model.model)
      return model.runs.map { ExpectedRun($0, of: description) }
    }
  }

  private init(_ row: Row, of model: ModelDescription) {
    self.model = model
    assignments = row.parameters.map { "\($0.key)=\($0.value.text)" }.sorted()
    scenario = row.scenario
    uniqueStates = row.uniqueStates
    generatedStates = row.generatedStates
    maxDepth = row.maxDepth
    findings = row.properties ?? [:]
    source = row.source
  }
}

extension ExpectedRun {
  /// The JSON of a model: one file holds one of these, or a list of them.
  private struct Model: Decodable {
    let model: String
    let runs: [Row]
  }

  private struct Row: Decodable {
    let parameters: [String: Value]
    let scenario: String?
    let uniqueStates: Int?
    let generatedStates: Int?
    let maxDepth: Int?
    let properties: [String: Finding]?
    let source: String
  }

  /// The value of a parameter: a number, a word, or a flag.
  private struct Value: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        text = String(flag)
      } else if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}
