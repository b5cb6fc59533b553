import BuiltInModels
import Foundation
import PaxcheckKit
import PaxcheckTestSupport
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
  let reductions: Set<Reduction>
  let uniqueStates: Int?
  let generatedStates: Int?
  let maxDepth: Int?
  let findings: [String: Finding]
  /// Who found the figures.
  let source: String

  var testDescription: String {
    ([model.name] + assignments + (scenario.map { ["within \($0)"] } ?? [])
      + reductions.sorted().map { "reduced by \($0)" }).joined(separator: " ")
  }

  /// A search for what is known.
  func search(_ order: ExhaustiveSearch.Order = .breadthFirst) -> SharedSearch {
    SharedSearch(
      model: model.name, assignments: assignments, scenario: scenario, reductions: reductions,
      order: order)
  }

  /// Whether there are so many states at most; those that nobody counted are for a full test.
  private func isWithin(_ limit: Int) -> Bool { uniqueStates.map { $0 <= limit } ?? Effort.isFull }
}

extension ExpectedRun {
  /// Every row of every file that is small enough for this build.
  static let all = everything.filter { $0.isWithin(Effort.states) }

  /// Those that the oracle can look at as well.
  static let knownToOracle = everything.filter {
    $0.isWithin(OracleReport.states(of: $0.model, $0.assignments)) && $0.scenario == nil
      && $0.reductions.isEmpty
      && OracleReport.knows($0.model)
  }

  private static let everything: [ExpectedRun] = {
    do { return try files.flatMap(read) } catch { fatalError("\(error)") }
  }()

  /// The folder of the models, found from the place of this file.
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Models")

  private static var files: [URL] {
    get throws {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        .map { folder.appending(path: "\($0)/Expected.json") }
        .filter { FileManager.default.fileExists(atPath: $0.path()) }
      precondition(!files.isEmpty, "no file Expected.json in '\(folder.path())'")
      return files
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
    reductions = Set(row.reductions ?? [])
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
    let reductions: [Reduction]?
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
