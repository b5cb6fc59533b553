import PaxcheckModel
import PaxcheckStateSpace

/// The steps of components.
extension ActorSemantics {
  func steps(of component: ComponentID) -> [ComponentStep] {
    var steps: [ComponentStep] = []
    var keys: [ActionKey] = []
    visitSteps(of: component) { key, step in
      steps.append(step)
      if rules.decidedBySteps != 0 {
        steps[steps.count - 1].broken = cache.broken(
          byStepFrom: components[Int(component)].content, to: components[Int(step.target)].content)
      }
      if rules.hasWholeSteps { keys.append(key) }
      if rules.hasScenario {
        steps[steps.count - 1].isOutsideScenario = !cache.isWithinScenario(key)
      }
    }
    if rules.hasWholeSteps { stepKeys[component] = keys }
    return steps
  }

  /// The action that a step stands for, by its place among the component's steps.
  func action(_ place: Int, of component: ComponentID) -> ActionKey {
    var keys: [ActionKey] = []
    visitSteps(of: component) { key, _ in keys.append(key) }
    return keys[place]
  }

  private typealias Visitor = (ActionKey, ComponentStep) -> Void

  /// Visits the steps of a component in order: deliveries, losses, what else may happen to the actor;
  /// partitions are steps of the history's component.
  private func visitSteps(of number: ComponentID, _ visit: Visitor) {
    let component = components[Int(number)]
    guard !component.isHistory else { return visitPartitions(component, visit) }
    if !cache.slot(component.content).isCrashed {
      visitDeliveries(component, visit)
      if rules.hasLosses { visitLosses(component, visit) }
    }
    for local in localSteps(of: component.content) {
      inertness?.noteStep(from: component.content, to: local.change.slot)
      var step = step(local.change, component.inbox, local.kind)
      step.groups = local.groups
      switch local.key.sort {
      case .crash: step.budget = Self.crashBudget
      case .amnesia: step.budget = Self.amnesiaBudget
      default: break
      }
      visit(local.key, step)
    }
  }

  /// The places of the budgets that all actors share.
  static var crashBudget: Int { 0 }
  static var amnesiaBudget: Int { 1 }

  private func visitDeliveries(_ component: Component, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let change = delivery(of: item.envelope, to: component.content)
      inertness?.noteStep(from: component.content, to: change.slot)
      let isIdle = change.slot == component.content && change.isSilent
      if isIdle && rules.steps.isNoStepIfIdle(.delivery) { continue }
      let rest =
        rules.steps.consumption(of: .delivery) == .nothing
        ? component.inbox : inboxes.inbox(component.inbox, withoutItemAt: place)
      let key = ActionKey(.delivery, item.envelope)
      visit(key, step(change, rest, kind(key)))
    }
  }

  private func visitLosses(_ component: Component, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let rest = inboxes.inbox(component.inbox, withoutItemAt: place)
      let key = ActionKey(.loss, item.envelope)
      let drawn = cache.envelope(item.envelope).drawnByLoss
      var step = step(
        Change(slot: component.content, output: output(ofLossDrawing: drawn)), rest, kind(key))
      step.groups = rules.steps.budgets.groups(drawn)
      visit(key, step)
    }
  }

  private func output(ofLossDrawing drawn: BudgetSet) -> UInt32 {
    if drawn.isEmpty { return ComponentStep.noOutput }
    if let known = lossOutputs[drawn] { return known }
    let output = output([
      ComponentInput(position: UInt32(actorCount), number: number(Input(drawn: drawn)))
    ])
    lossOutputs[drawn] = output
    return output
  }

  private func step(_ change: Change, _ inbox: UInt32, _ kind: Int) -> ComponentStep {
    let inbox = change.losesIncoming ? inboxes.inbox(emptied: inbox) : inbox
    var target = component(slot: change.slot, inbox: inbox)
    if let own = change.own { target = transition(of: target, on: own) }
    return ComponentStep(target: target, output: change.output, kind: kind)
  }

  private func kind(_ key: ActionKey) -> Int { min(cache.kind(key), Self.lastKind) }

  /// What the delivery of an envelope makes of a slot.
  private func delivery(of envelope: UInt32, to slot: UInt32) -> Change {
    let known = deliveries.reader.value(slot, envelope)
    if known != PairMap.missing { return changes[Int(known)] }
    let change = change(of: slot, by: .delivery(envelope))
    deliveries.insert(slot, envelope, UInt32(changes.count))
    changes.append(change)
    return change
  }

  private func localSteps(of slot: UInt32) -> [LocalStep] {
    while localSteps.count <= slot { localSteps.append(nil) }
    if let known = localSteps[Int(slot)] { return known }
    let steps = findLocalSteps(of: slot)
    localSteps[Int(slot)] = steps
    return steps
  }

  private func findLocalSteps(of slot: UInt32) -> [LocalStep] {
    var steps: [LocalStep] = []
    for action in cache.actions(ofSlot: slot) {
      let change = cache.newChange(of: slot, by: .action(action.number))
      let isIdle = change.slot == slot && change.isSilent
      if isIdle && rules.steps.isNoStepIfIdle(action.sort) { continue }
      let key = ActionKey(action.sort, action.number)
      steps.append(
        LocalStep(
          key: key,
          change: self.change(change, ofActorAt: cache.slot(slot).place, drawing: action.drawn),
          kind: kind(key), groups: rules.steps.budgets.groups(action.drawn)))
    }
    return steps
  }

  private func visitPartitions(_ component: Component, _ visit: Visitor) {
    guard rules.steps.partitions.limit > 0 else { return }
    let margin = margins[component.inbox]
    for step in partitionSteps(in: margin.partitionState) {
      var next = margin
      next.partitionState = step.after
      let target = self.component(history: component.content, next)
      visit(step.key, ComponentStep(target: target, output: step.output, kind: kind(step.key)))
    }
  }

  private func partitionSteps(in partitionState: PartitionState) -> [PartitionStep] {
    if let known = partitionSteps[partitionState] { return known }
    let steps = values.partitions(in: partitionState).map { action, after in
      let inputs = (0..<actorCount).compactMap { actor -> ComponentInput? in
        let blocked = after.sources(blockedAt: actor)
        if blocked == partitionState.sources(blockedAt: actor) { return nil }
        return ComponentInput(
          position: UInt32(actor), number: number(Input(blocked: blocked)))
      }
      return PartitionStep(
        key: ActionKey(.partition, action), after: after, output: output(inputs))
    }
    partitionSteps[partitionState] = steps
    return steps
  }

  private func change(of slot: UInt32, by cause: SlotCause) -> Change {
    change(cache.newChange(of: slot, by: cause), ofActorAt: cache.slot(slot).place)
  }
}
