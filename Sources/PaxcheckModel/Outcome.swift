/// Everything that a search found out about a model.
public struct Outcome<M: Model>: Sendable {
  /// A property and the verdict on it.
  public struct Finding: Sendable {
    public let property: Property<M>
    public let verdict: Verdict<M>
    /// The number of the random run that decided the property, counted from 0.
    public let run: Int?

    public init(property: Property<M>, verdict: Verdict<M>, run: Int? = nil) {
      self.property = property
      self.verdict = verdict
      self.run = run
    }
  }

  /// The findings, in the order of `Model.properties`; only that on the goal, if there was one. Behind them
  /// those on properties that are implied, where they are violated.
  public let findings: [Finding]
  /// How much was looked at.
  public let statistics: SearchStatistics
  /// Why the findings say less than they seem to, a sentence each: nothing is claimed, or only of absent actors.
  public let warnings: [String]
  /// What became of the reductions that were asked for.
  public let reductions: [Reduction.Account]

  public init(
    findings: [Finding], statistics: SearchStatistics, warnings: [String] = [],
    reductions: [Reduction.Account] = []
  ) {
    self.findings = findings
    self.statistics = statistics
    self.warnings = warnings
    self.reductions = reductions
  }

  /// The same with what is known otherwise of properties that it leaves undecided, in their order.
  package func knowing(_ verdicts: [Verdict<M>?]) -> Self {
    let findings = zip(findings, verdicts).map { finding, known in
      guard case .undecided = finding.verdict, let known else { return finding }
      return Finding(property: finding.property, verdict: known)
    }
    return Outcome(
      findings: findings + self.findings.dropFirst(verdicts.count), statistics: statistics,
      warnings: warnings, reductions: reductions)
  }

  /// The verdict on the property of this name, or `nil` if the model makes no such claim.
  public subscript(name: String) -> Verdict<M>? {
    findings.first { $0.property.name == name }?.verdict
  }

  /// Whether every property turned out as expected: `false` if one did not, `nil` if one is open or
  /// there is none.
  ///
  /// A finding beats a limit: one violated property makes this `false` whatever else is open.
  public var isAsExpected: Bool? {
    let answers = findings.map(\.verdict.isAsExpected)
    if answers.contains(false) { return false }
    return answers.contains(nil) || answers.isEmpty ? nil : true
  }
}

/// How much a search looked at. Equal inputs give equal figures on every machine.
public struct SearchStatistics: Sendable, Hashable {
  /// Distinct states reached.
  public var uniqueStates = 0
  /// Initial states plus every successor produced, duplicates and self-loops included.
  public var generatedStates = 0
  /// The number of states on the longest path followed; in breadth-first order, of levels.
  public var maxDepth = 0
  /// Whether the whole space was looked at.
  public var isComplete = false
  /// Initial states and successors left out because they lie outside the model's boundary, or because
  /// their steps do not belong to the scenario.
  public var boundaryCuts = 0
  /// Those among `boundaryCuts` whose steps do not belong to the scenario.
  public var scenarioCuts = 0
  /// Whether an exhaustive search saw that the boundary, and not a scenario alone, keeps states out.
  public var isCutByBoundary = false
  /// How often each kind of action was a step, where the search was asked to count.
  public var actionCounts: [String: Int] = [:]
  /// Kinds of actions that were known and never a step, in order, where the search was asked to count:
  /// a message that was sent and that its receivers ignore, for instance.
  public var idleActions: [String] = []
  /// Random runs completed; 0 in an exhaustive search.
  public var runs = 0
  /// Bytes that the search itself held at its end: states, tables, frontier. Not part of a result.
  public var memoryBytes = 0
  /// Figures of the engine that explain its speed, by name; see `--verbose`. Not part of a result.
  public var engineFigures: [String: Int] = [:]

  public init() {}
}
