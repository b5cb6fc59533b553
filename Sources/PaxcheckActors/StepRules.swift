package import PaxcheckModel

/// The rules of a step that do not depend on what an actor's handlers do.
///
/// `ActorSystem` asks them about values, `ActorSemantics` and `ActorStepper` about numbers, the runtime
/// about one actor on a real network and about the record of one.
package struct StepRules: Sendable {
  package var network: NetworkKind
  /// How many actors may be crashed at the same time.
  package var maxCrashes: Int
  /// How often actors may lose their storage, in all.
  package var maxAmnesia: Int
  package var partitions: Partitions
  package var discardsDeadMessages: Bool
  package var budgets: BudgetRules

  /// Whether a step that changes no actor, sends nothing and records nothing is no step at all.
  package func isNoStepIfIdle(_ sort: StepSort) -> Bool {
    switch sort {
    case .delivery: network.delivery != .ordered
    case .timeout: true
    case .loss, .choice, .crash, .recovery, .amnesia, .partition: false
    }
  }

  /// What a step takes off the network of its own envelope.
  package func consumption(of sort: StepSort) -> Consumption {
    switch sort {
    case .delivery: network.delivery == .unorderedDuplicating ? .nothing : .oneCopy
    case .loss: network.delivery == .unorderedDuplicating ? .allCopies : .oneCopy
    case .timeout, .choice, .crash, .recovery, .amnesia, .partition: .nothing
    }
  }

  /// Whether what all actors share leaves room for a step.
  ///
  /// - Parameter drawn: The budgets that the step draws on.
  package func permits(
    _ sort: StepSort, drawing drawn: BudgetSet = [], after spent: Spending
  ) -> Bool {
    guard drawn.isDisjoint(with: spent.exhausted) else { return false }
    return switch sort {
    case .crash: spent.crashed < maxCrashes
    case .amnesia: spent.amnesia < maxAmnesia
    case .delivery, .loss, .timeout, .choice, .recovery, .partition: true
    }
  }

  /// Whether what is an actor's own leaves room for a step of it.
  package func permits(
    _ action: ActorAction<some Hashable & Sendable>, of slot: any Slot
  ) -> Bool {
    let exhausted = budgets.exhausted(slot.lifetime.spent, by: slot.id)
    return exhausted.isEmpty || budgets.drawn(by: action).isDisjoint(with: exhausted)
  }

  /// What an event makes of an actor, which spends what the step draws on. A step that is none spends
  /// nothing.
  ///
  /// - Parameter action: The step; `nil` for one that draws on no budget.
  package func step<Message, Event>(
    of slot: any Slot<Message, Event>, after event: SlotEvent<Message>,
    _ action: ActorAction<Message>?
  ) -> SlotStep<Message, Event> {
    var step = slot.after(event)
    guard let action else { return step }
    let drawn = budgets.drawn(by: action).subtracting(budgets.shared)
    if drawn.isEmpty || isNoStep(step, of: slot, action.sort) { return step }
    step.slot.lifetime.spent.add(drawn)
    return step
  }

  /// Whether what a handler did makes no step.
  package func isNoStep<Message, Event>(
    _ step: SlotStep<Message, Event>, of slot: any Slot<Message, Event>, _ sort: StepSort
  ) -> Bool {
    isNoStepIfIdle(sort) && step.isSilent && step.slot.isEqual(to: slot)
  }

  /// Whether a partition may begin.
  func permitsPartition(in partitionState: PartitionState) -> Bool {
    partitionState.cut == nil && partitionState.count < partitions.limit
  }

  /// Whether messages that would cross a partition are lost.
  var losesCrossing: Bool { partitions.crossing == .lost }

  /// Whether a message may be lost, by itself or in a partition.
  package var mayLoseMessages: Bool {
    network.isLossy || partitions.limit > 0 && losesCrossing
  }
}

/// How much of the budgets that all actors share has been spent.
package struct Spending: Hashable, Sendable {
  /// How many actors are crashed.
  package var crashed = 0
  /// How often actors have lost their storage.
  package var amnesia = 0
  /// The budgets for all together of which nothing is left.
  package var exhausted: BudgetSet = []

  package init(crashed: Int = 0, amnesia: Int = 0, exhausted: BudgetSet = []) {
    self.crashed = crashed
    self.amnesia = amnesia
    self.exhausted = exhausted
  }
}
