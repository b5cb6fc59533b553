public import PaxcheckModel
public import PaxcheckTrace

/// The verdict on one property, in words and numbers only.
public struct PropertyReport: Sendable {
  public let claim: Claim
  /// The verdict in one word: `holds`, `violated`, `reached`, `unreachable` or `undecided`.
  public let verdict: String
  /// What the verdict is limited to, where only a part of the model was looked at: `within scenario
  /// quiet`; `nil` if it is one on the whole model.
  public let qualifier: String?
  /// Whether the verdict is what the author expects, is not, or is still open (`nil`).
  public let isAsExpected: Bool?
  /// Why there is no answer, if there is none.
  public let undecidedReason: UndecidedReason?
  /// How many steps the behaviour has that proves the verdict, where there is one.
  public let steps: Int?
  /// What it is in the last state of that behaviour that proves the verdict, where the property says.
  public let diagnosis: Diagnosis?
  /// Why that behaviour counts where the property is about behaviours that go on for ever.
  public let fairness: FairnessAccount?
  /// That behaviour written down.
  public let trace: Trace?
  /// The number of the random run that decided the property, counted from 0.
  public let run: Int?

  /// The verdict with what it is limited to: `holds within scenario quiet`.
  public var qualifiedVerdict: String {
    [verdict, qualifier].compactMap { $0 }.joined(separator: " ")
  }

  public init(
    _ claim: Claim, verdict: String, qualifier: String? = nil, isAsExpected: Bool?,
    undecidedReason: UndecidedReason? = nil, steps: Int? = nil, diagnosis: Diagnosis? = nil,
    fairness: FairnessAccount? = nil, trace: Trace? = nil, run: Int? = nil
  ) {
    self.claim = claim
    self.verdict = verdict
    self.qualifier = qualifier
    self.isAsExpected = isAsExpected
    self.undecidedReason = undecidedReason
    self.steps = steps
    self.diagnosis = diagnosis
    self.fairness = fairness
    self.trace = trace
    self.run = run
  }

  /// Writes a finding about a model down.
  @inlinable
  public init<M: Model>(
    _ finding: Outcome<M>.Finding, of model: M, named reference: ModelReference
  ) {
    var reason: UndecidedReason?
    if case .undecided(let why) = finding.verdict { reason = why }
    self.init(
      Claim(finding.property.expectation, finding.property.name),
      verdict: finding.verdict.name, qualifier: finding.verdict.qualifier,
      isAsExpected: finding.verdict.isAsExpected,
      undecidedReason: reason, steps: finding.verdict.path?.steps.count,
      diagnosis: finding.verdict.path.flatMap {
        finding.property.diagnosis(of: $0.finalState)
      },
      fairness: finding.verdict.path?.fairnessAccount(of: model, deciding: finding.property),
      trace: finding.verdict.path.map {
        Trace($0, deciding: finding.property, of: model, named: reference)
      }, run: finding.run)
  }
}
