import PaxcheckModel
public import PaxcheckTrace

/// The part of a model that a search is limited to.
public struct Focus: Sendable, Hashable {
  /// The behaviour that all others shall begin with: the search starts where it ends.
  public var prefix: Trace?
  /// The name of the scenario to stay within.
  public var scenario: String?

  public init(prefix: Trace? = nil, scenario: String? = nil) {
    self.prefix = prefix
    self.scenario = scenario
  }

  /// What a verdict is limited to: `within scenario quiet after 8 steps`; empty for a whole model.
  public var qualifier: String { qualifier(isCutByBoundary: false) }

  /// What a verdict is limited to if the model's boundary cut something off, or if it did not: `within
  /// scenario quiet and the boundary after 8 steps`.
  func qualifier(isCutByBoundary: Bool) -> String {
    let parts =
      (scenario.map { ["scenario \($0)"] } ?? []) + (isCutByBoundary ? ["the boundary"] : [])
    let words = [
      parts.isEmpty ? nil : "within \(parts.joined(separator: " and "))",
      prefix.map { "after \($0.steps.count) given step\($0.steps.count == 1 ? "" : "s")" },
    ]
    return words.compactMap { $0 }.joined(separator: " ")
  }
}

/// Why a model cannot be looked at in a certain part only.
public enum FocusError: Error, Hashable, CustomStringConvertible {
  /// The model has no such scenario.
  case unknownScenario(String, known: [String])
  /// The trace is of another model, or of other parameters.
  case otherModel(inTrace: ModelReference, given: ModelReference)
  /// The model does not take the steps of the trace.
  case prefix(ReplayError)

  public var description: String {
    switch self {
    case .unknownScenario(let name, let known):
      "there is no scenario '\(name)'\(didYouMean(name, among: known)); "
        + (known.isEmpty
          ? "the model has none" : "the model has: \(known.joined(separator: ", "))")
    case .otherModel(let inTrace, let given):
      "the trace is of another model\n  the trace is of: \(inTrace)\n  the model is:    \(given)"
    case .prefix(let error): "the model does not go the way of the trace: \(error)"
    }
  }
}
