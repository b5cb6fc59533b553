public import PaxcheckModel

extension AuditReport.Case {
  public var finding: AuditReport.Finding {
    if !sound.faults.isEmpty { return .falseAlarm }
    guard let property = mutation.property else {
      if !broken.isEmpty { return .falseAlarm }
      return isJudgedAsWithout || mutant.isUnrefuted == true ? .passed : .undecided
    }
    guard let verdict = evidence[property] else { return .missed }
    switch verdict.isAsExpected {
    case false?: return .caught
    case true?: return .missed
    case nil: return .undecided
    }
  }

  public var isAsExpected: Bool? {
    switch finding {
    case .caught, .passed: true
    case .missed, .falseAlarm: false
    case .undecided: nil
    }
  }

  /// The search of the mutant that tells most against it: the second one if only that shows a fault.
  public var evidence: CheckReport {
    guard let second = secondOpinion?.report else { return mutant }
    if let property = mutation.property {
      return second[property]?.isAsExpected == false ? second : mutant
    }
    return mutant.faults.isEmpty && !second.faults.isEmpty ? second : mutant
  }

  /// The properties that do not turn out as expected in the mutant.
  public var broken: [PropertyReport] { evidence.faults }

  /// What is not as it should be, in a few words; `nil` if nothing is.
  public var complaint: String? {
    switch finding {
    case .caught, .passed: nil
    case .missed:
      mutation.property.map { "'\($0)' \(mutant[$0]?.qualifiedVerdict ?? "is not claimed")" }
    case .falseAlarm:
      if let fault = sound.faults.first {
        "'\(fault.claim.name)' is \(fault.verdict) without the mutation"
      } else {
        broken.first.map { "'\($0.claim.name)' is \($0.verdict)" }
      }
    case .undecided: undecidedReason?.description
    }
  }

  /// What kept the search of the mutant from saying more, where the case is undecided.
  public var undecidedReason: UndecidedReason? {
    guard finding == .undecided else { return nil }
    guard let property = mutation.property else { return mutant.openReasons.first }
    return mutant[property]?.undecidedReason
  }

  /// Whether the mutation makes no difference to any verdict. What the boundary or a scenario leaves
  /// open is open without the mutation, too.
  private var isJudgedAsWithout: Bool {
    mutant.statistics.isComplete && sound.statistics.isComplete
      && mutant.properties.map(\.isAsExpected) == sound.properties.map(\.isAsExpected)
  }
}

extension CheckReport {
  /// The properties that did not turn out as expected.
  var faults: [PropertyReport] { properties.filter { $0.isAsExpected == false } }

  /// Why properties are open, but for what random runs leave open in any case.
  var openReasons: [UndecidedReason] {
    properties.compactMap(\.undecidedReason).filter { reason in
      if case .notExhaustive = reason { false } else { true }
    }
  }

  /// Whether nothing speaks against the model: `false` if a property is not as expected, `nil` if one is
  /// open although the search could have decided it, or none is claimed.
  public var isUnrefuted: Bool? {
    if !faults.isEmpty { return false }
    return openReasons.isEmpty && !properties.isEmpty ? true : nil
  }
}
