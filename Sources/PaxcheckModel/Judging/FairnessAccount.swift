/// Why a behaviour that goes on for ever counts, and which assumption would rule it out.
public struct FairnessAccount: Hashable, Sendable {
  /// For each rule of the model a sentence that says how the behaviour keeps it.
  public let rules: [String]
  /// Steps that are possible all along the part that goes on for ever, or again and again, and never happen.
  public let starved: [String]
  /// The assumption to add if the starved steps must happen in the end; `nil` if none are starved.
  public let advice: String?

  /// The lines that reports show.
  public var lines: [String] { rules + (advice.map { [$0] } ?? []) }
}

extension Path {
  /// How the path keeps the rules of fairness, if it is one that goes on for ever and shows that something
  /// does not come true.
  @usableFromInline
  package func fairnessAccount(of model: M, deciding property: Property<M>) -> FairnessAccount? {
    guard property.expectation.kind.decider == .behaviour else { return nil }
    let tail = Tail(of: self, in: model)
    let (strength, actions, rule) = tail.starved
    let texts = actions.map { actionText($0) }
    let advice = actions.first.map { first in
      let state = loopStart.map { states[$0] } ?? finalState
      let assumption =
        rule.map { "'strong \($0.steps.name)' instead of '\($0)'" }
        ?? ".\(strength.rawValue)(\(model.stepClasses(of: first, in: state)))"
      let some = texts.prefix(3).joined(separator: ", ") + (texts.count > 3 ? ", …" : "")
      return "possible \(strength.frequency), and it never happens: \(some)\n"
        + "if it must in the end, assume \(assumption)"
    }
    return FairnessAccount(rules: tail.account, starved: texts, advice: advice)
  }
}

extension FairnessRule.Strength {
  /// How often a step must be possible.
  var frequency: String { self == .weak ? "all along" : "again and again" }
}

extension Model {
  /// How the author writes the classes that an action belongs to.
  fileprivate func stepClasses(of action: Action, in state: State) -> String {
    func sort<P: MessagePassingModel>(in model: P) -> StepSort? {
      guard let action = action as? P.Action, let state = state as? P.State else { return nil }
      return model.details(of: action, in: state).sort
    }
    let own = ".steps(named: \"\(kind(of: action))\") { … }"
    guard let model = self as? any MessagePassingModel, let sort = sort(in: model) else {
      return own
    }
    return switch sort {
    case .delivery: ".deliveries"
    case .timeout: ".timeouts"
    case .choice: ".choices"
    case .recovery: ".recoveries"
    case .partition: ".heals"
    case .loss, .crash, .amnesia: own
    }
  }
}
