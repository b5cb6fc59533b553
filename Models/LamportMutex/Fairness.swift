public import PaxcheckKit

extension LamportMutex {
  /// What is not put off for ever, if it is claimed that who asks gets in.
  public enum Fairness: String, CaseIterable, Sendable {
    /// Nothing is claimed that must come true.
    case unasked
    /// Messages arrive, who may enter does, and who is inside leaves. No process need ask.
    case processes
    /// Messages arrive, and who may enter does; but who is inside may stay.
    case entries
    case none
  }

  /// How the clocks stay finite.
  public enum Bound: String, CaseIterable, Sendable {
    /// States with later clocks are not looked at.
    case constraint
    /// No process asks any more when a clock could exceed the bound.
    case guarded
  }

  public var fairness: [FairnessRule<Self>] {
    let progress = StepClasses<Self>("receipts, entries and exits") { action in
      if case .request = action { nil } else { action }
    }
    let entries = StepClasses<Self>("receipts and entries") { action in
      switch action {
      case .receive, .enter: action
      case .request, .exit: nil
      }
    }
    return switch assumption {
    case .unasked: []
    case .processes: [.weak(progress)]
    case .entries: [.weak(entries)]
    case .none: [.nothing]
    }
  }

  /// What must come true in the end.
  var progress: [Property<Self>] {
    if assumption == .unasked { return [] }
    return .leadsTo(
      "who asks gets in", forEach: Array(processes),
      from: { $0.processes[$1].requests[$1] != 0 }, to: { $0.critical.contains($1) })
  }
}
