import PaxcheckModel
import PaxcheckTrace

/// What a search was limited to, and what its prefix decides before it begins.
struct FocusRecord: Sendable {
  private let focus: Focus
  /// After how many steps of the prefix properties are decided, by name.
  private var decisions: [String: Int] = [:]
  /// The properties that had to come true and did so.
  private var fulfilled: Set<String> = []

  init(_ focus: Focus) { self.focus = focus }

  /// Judges the states of the prefix.
  mutating func judge<M: Model>(_ path: Path<M>, of model: M) {
    for property in model.properties {
      switch Judge(model, property).ruling(onBeginning: path) {
      case .decided(let steps): decisions[property.name] = steps
      case .open(.fulfilled): fulfilled.insert(property.name)
      // The prefix goes on.
      case .open, nil: break
      }
    }
  }

  /// A report of a search that knows nothing of the prefix, put right.
  func applied(to report: CheckReport) -> CheckReport {
    CheckReport(
      model: report.model, arguments: report.arguments, statistics: report.statistics,
      properties: report.properties.map {
        applied(
          to: $0, ModelReference(report.model, report.arguments),
          isCutByBoundary: report.statistics.isCutByBoundary)
      },
      focus: focus, warnings: report.warnings, reductions: report.reductions)
  }

  private func applied(
    to property: PropertyReport, _ reference: ModelReference, isCutByBoundary: Bool
  ) -> PropertyReport {
    let claim = property.claim
    let qualifier = focus.qualifier(isCutByBoundary: isCutByBoundary)
    if let steps = decisions[claim.name], let prefix = focus.prefix {
      let trace = Trace(
        model: reference, expectation: claim.expectation, property: claim.name,
        start: prefix.start, steps: Array(prefix.steps.prefix(steps)))
      return PropertyReport(
        claim, verdict: claim.expectation.kind.verdict,
        isAsExpected: claim.expectation.kind.asksForExample, steps: steps, trace: trace)
    }
    if fulfilled.contains(claim.name) {
      return PropertyReport(
        claim, verdict: "holds", qualifier: focus.qualifier, isAsExpected: true)
    }
    if property.verdict == "holds" {
      return PropertyReport(
        claim, verdict: "holds",
        qualifier: claim.expectation.kind.decider == .behaviour ? focus.qualifier : qualifier,
        isAsExpected: true)
    }
    let isUnreachable =
      claim.expectation.kind.asksForExample && property.undecidedReason == .boundary
      || property.verdict == "unreachable"
    if isUnreachable {
      return PropertyReport(
        claim, verdict: "undecided", isAsExpected: nil, undecidedReason: .unreachable(qualifier))
    }
    let trace = property.trace.map(whole)
    return PropertyReport(
      claim, verdict: property.verdict, isAsExpected: property.isAsExpected,
      undecidedReason: property.undecidedReason, steps: trace?.steps.count,
      diagnosis: property.diagnosis, fairness: property.fairness, trace: trace, run: property.run)
  }

  /// A trace from where the prefix ends, with the prefix.
  private func whole(_ trace: Trace) -> Trace {
    var trace = trace
    trace.scenario = focus.scenario
    guard let prefix = focus.prefix else { return trace }
    trace.start = prefix.start
    trace.steps = prefix.steps + trace.steps
    trace.loopStart = trace.loopStart.map { $0 + prefix.steps.count }
    return trace
  }
}
