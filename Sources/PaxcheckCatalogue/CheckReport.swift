public import PaxcheckModel
public import PaxcheckTrace

/// What a search found out, in words and numbers only.
public struct CheckReport: Sendable {
  /// The name of the model's description.
  public let model: String
  public let arguments: Arguments
  public let statistics: SearchStatistics
  /// The verdicts, in the order of `Model.properties`.
  public let properties: [PropertyReport]
  /// The part of the model that was looked at.
  public let focus: Focus
  /// Why verdicts say less than they seem to, a sentence each: nothing is claimed, or only of absent actors.
  public let warnings: [String]
  /// What became of the reductions that were asked for.
  public let reductions: [Reduction.Account]

  public init(
    model: String, arguments: Arguments, statistics: SearchStatistics,
    properties: [PropertyReport], focus: Focus = Focus(), warnings: [String] = [],
    reductions: [Reduction.Account] = []
  ) {
    self.model = model
    self.arguments = arguments
    self.statistics = statistics
    self.properties = properties
    self.focus = focus
    self.warnings = warnings
    self.reductions = reductions
  }

  /// Writes the outcome of a search through `model` down.
  @inlinable
  public init<M: Model>(_ outcome: Outcome<M>, of model: M, name: String, arguments: Arguments) {
    let reference = ModelReference(name, arguments)
    self.init(
      model: name, arguments: arguments, statistics: outcome.statistics,
      properties: outcome.findings.map { PropertyReport($0, of: model, named: reference) },
      warnings: outcome.warnings, reductions: outcome.reductions)
  }

  /// What the report is limited to: the part of the model that was looked at, and the boundary if it cut
  /// something off; empty for a whole model.
  public var qualifier: String { focus.qualifier(isCutByBoundary: statistics.isCutByBoundary) }

  /// The report on the property of this name, or `nil` if the model makes no such claim.
  public subscript(name: String) -> PropertyReport? {
    properties.first { $0.claim.name == name }
  }

  /// Whether every property turned out as expected: `false` if one did not, `nil` if one is open or
  /// there is none.
  ///
  /// A finding beats a limit: one violated property makes this `false` whatever else is open.
  public var isAsExpected: Bool? {
    let answers = properties.map(\.isAsExpected)
    if answers.contains(false) { return false }
    return answers.contains(nil) || answers.isEmpty ? nil : true
  }
}
