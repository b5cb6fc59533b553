import PaxcheckModel

/// What the numbers of an actor system are told about its steps and properties.
struct SystemRules {
  var steps: StepRules
  /// Whether the boundary is a condition on whole states.
  var hasStateBoundary: Bool
  var hasScenario: Bool
  /// The properties that parts of a state decide, a bit for each.
  var decided: UInt64
  /// Those among them that are true unless a part violates them. The others are true if a part is an
  /// example.
  var universal: UInt64
  /// The properties about steps that a change of one actor decides, a bit for each.
  var decidedBySteps: UInt64
  /// Whether a property is about steps and needs the whole states before and after them.
  var hasWholeSteps: Bool

  /// Whether messages are lost in steps of their own.
  var hasLosses: Bool

  var delivery: NetworkKind.Delivery { steps.network.delivery }
}

extension ActorSystem {
  /// The rules of steps.
  package var stepRules: StepRules {
    StepRules(
      network: network, maxCrashes: maxCrashes, maxAmnesia: maxAmnesia, partitions: partitions,
      discardsDeadMessages: discardsDeadMessages, budgets: budgetRules)
  }

  /// What numbers are told of the system.
  func rules(
    _ conditions: ScopedConditions<Message, History>, judging properties: [Property<Self>],
    _ reductions: Set<Reduction> = []
  ) -> SystemRules {
    SystemRules(
      steps: stepRules, hasStateBoundary: conditions.hasStateBoundary,
      hasScenario: scenario?.containsAction != nil,
      decided: conditions.decided, universal: conditions.universal,
      decidedBySteps: conditions.decidedBySteps,
      hasWholeSteps: properties.map(\.expectation).bits { $0.decider == .step }
        & ~conditions.decidedBySteps != 0,
      hasLosses: network.isLossy && !reductions.contains(.losses))
  }
}
