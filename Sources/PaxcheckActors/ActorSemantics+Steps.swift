import PaxcheckModel
import PaxcheckStateSpace

extension ActorSemantics {
  /// What changes a component from outside: envelopes for an inbox, or events for the history.
  struct Stimulus: Hashable {
    var envelopes: [UInt32] = []
    var events: [RecordedEvent] = []
  }

  struct RecordedEvent: Hashable {
    let actor: ActorID
    let event: Event
  }

  func initialVectors() -> [[ComponentID]] {
    if let start = system.start { return [vector(of: start)] }
    let empty = inboxes.empty()
    let changes = system.slots.map { change(handlers.run(.start, on: $0), of: $0.id) }
    var vector = changes.map { component(slot: $0.slot, inbox: empty) }
    vector.append(component(history: number(system.history), strays: empty))
    for (position, change) in changes.enumerated() {
      if let own = change.own { vector[position] = reaction(of: vector[position], to: own) }
      for stimulus in effects[Int(change.effect)] {
        let position = Int(stimulus.position)
        vector[position] = reaction(of: vector[position], to: stimulus.number)
      }
    }
    return [vector]
  }

  /// The vector of a state.
  private func vector(of state: System.State) -> [ComponentID] {
    var mail = Array(repeating: inboxes.empty(), count: width)
    for envelope in state.network.envelopes {
      let destination = envelope.destination.index
      let isKnown = state.slots.indices.contains(destination)
      let place = isKnown ? destination : width - 1
      mail[place] = inboxes.inbox(mail[place], with: [number(envelope)])
    }
    var vector = state.slots.indices.map { place in
      component(slot: number(state.slots[place]), inbox: mail[place])
    }
    vector.append(
      component(history: number(state.history), strays: mail[width - 1]))
    return vector
  }

  func steps(of component: ComponentID) -> [ComponentStep] {
    var steps: [ComponentStep] = []
    visitSteps(of: component) { cause, step in
      steps.append(step)
      if hasScenario { steps[steps.count - 1].isOutside = !isWithinScenario(cause, of: component) }
    }
    return steps
  }

  private func isWithinScenario(_ cause: StepCause, of component: ComponentID) -> Bool {
    system.scenario?.containsAction?(action(cause, of: component)) ?? true
  }

  /// The action that a step stands for, by its place among the component's steps.
  func action(_ place: Int, of component: ComponentID) -> System.Action {
    var causes: [StepCause] = []
    visitSteps(of: component) { cause, _ in causes.append(cause) }
    return action(causes[place], of: component)
  }

  private func action(_ cause: StepCause, of component: ComponentID) -> System.Action {
    switch cause {
    case .delivery(let envelope): .deliver(envelopes[envelope])
    case .loss(let envelope): .drop(envelopes[envelope])
    case .local(let place): localActions[Int(components[Int(component)].content)][place]
    }
  }

  var effectCount: Int { effects.count }

  func stimuli(ofEffect effect: UInt32) -> [ComponentStimulus] { effects[Int(effect)] }

  func reaction(of component: ComponentID, to number: UInt32) -> ComponentID {
    let before = components[Int(component)]
    let inbox = inboxes.inbox(before.inbox, after: number)
    return before.isHistory
      ? self.component(history: history(before.content, after: number), strays: inbox)
      : self.component(slot: before.content, inbox: inbox)
  }

  /// The history after the events of a stimulus.
  private func history(_ number: UInt32, after stimulus: UInt32) -> UInt32 {
    let events = stimuli[stimulus].events
    guard !events.isEmpty else { return number }
    var history = histories[number]
    for recorded in events { history.record(recorded.event, by: recorded.actor) }
    return self.number(history)
  }

  private typealias Visitor = (_ cause: StepCause, _ step: ComponentStep) -> Void

  /// Visits the steps of a component in order: deliveries, losses, timeouts and choices, crashes or
  /// the recovery.
  private func visitSteps(of number: ComponentID, _ visit: Visitor) {
    let component = components[Int(number)]
    guard !component.isHistory else { return }
    if !slotFacts[Int(component.content)].isCrashed {
      visitDeliveries(component, visit)
      if isLossy { visitLosses(component, visit) }
    }
    for (place, local) in localSteps(of: component.content).enumerated() {
      var step = step(local.change, component.inbox, local.kind)
      step.addsWeight = local.isCrash
      visit(.local(place), step)
    }
  }

  private func visitDeliveries(_ component: ActorComponent, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let change = delivery(of: item.envelope, to: component.content)
      if delivery != .ordered && change.slot == component.content && change.isSilent { continue }
      let rest =
        delivery == .unorderedDuplicating
        ? component.inbox : inboxes.inbox(component.inbox, withoutItemAt: place)
      let kind = envelopeKinds[Int(item.envelope)].delivery
      visit(.delivery(envelope: item.envelope), step(change, rest, kind))
    }
  }

  private func visitLosses(_ component: ActorComponent, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let rest = inboxes.inbox(component.inbox, withoutItemAt: place)
      let kind = envelopeKinds[Int(item.envelope)].loss
      visit(.loss(envelope: item.envelope), step(Change(slot: component.content), rest, kind))
    }
  }

  private func step(_ change: Change, _ inbox: UInt32, _ kind: Int) -> ComponentStep {
    var target = component(slot: change.slot, inbox: inbox)
    if let own = change.own { target = reaction(of: target, to: own) }
    return ComponentStep(target: target, effect: change.effect, kind: kind, addsWeight: false)
  }
}
