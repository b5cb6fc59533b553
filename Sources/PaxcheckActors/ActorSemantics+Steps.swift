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

// MARK: - Handlers

extension ActorSemantics {
  /// What the delivery of an envelope makes of a slot.
  private func delivery(of envelope: UInt32, to slot: UInt32) -> Change {
    let known = deliveries.reader.value(slot, envelope)
    return known == PairMap.missing
      ? learnDelivery(of: envelope, to: slot) : changes[Int(known)]
  }

  /// Apart from the look-up, which then needs to know nothing of the types of messages.
  @inline(never)
  private func learnDelivery(of envelope: UInt32, to slot: UInt32) -> Change {
    let value = envelopes[envelope]
    let change = change(.receive(value.message, from: value.source), of: slot)
    changes.append(change)
    deliveries.insert(slot, envelope, UInt32(changes.count - 1))
    return change
  }

  private func localSteps(of slot: UInt32) -> [LocalStep] {
    if let known = localSteps[Int(slot)] { return known }
    let steps = findLocalSteps(of: slot)
    localSteps[Int(slot)] = steps
    return steps
  }

  private func findLocalSteps(of number: UInt32) -> [LocalStep] {
    let slot = slots[number].slot
    var steps: [LocalStep] = []
    var actions: [System.Action] = []
    func append(_ action: System.Action, _ change: Change, isCrash: Bool = false) {
      let kind = kind(of: action)
      steps.append(LocalStep(change: change, kind: kind, isCrash: isCrash))
      actions.append(action)
    }
    for event in slot.localEvents {
      let change = change(.local(event), of: number)
      switch event {
      case .timeout(let timer):
        let isIdle = change.slot == number && change.isSilent
        if !isIdle { append(.timeout(slot.id, timer), change) }
      case .choice(let choice):
        append(.choose(slot.id, choice), change)
      }
    }
    if slot.mayRecover {
      append(.recover(slot.id), change(.recover, of: number))
    } else if system.maxCrashes > 0 && slot.mayCrash && !slot.isCrashed {
      for losing in slot.hasUnsyncedWrite ? [false, true] : [false] {
        let change = change(.crash(losingUnsynced: losing), of: number)
        append(.crash(slot.id, losingUnsynced: losing), change, isCrash: true)
      }
    }
    localActions[Int(number)] = actions
    return steps
  }

  private func change(_ event: SlotEvent<Message>, of slot: UInt32) -> Change {
    let value = slots[slot].slot
    return change(handlers.run(event, on: value), of: value.id)
  }

  private func change(_ step: SlotStep<Message, Event>, of id: ActorID) -> Change {
    var sent: [(position: Int, stimulus: Stimulus)] = []
    let last = system.slots.count
    func stimulate(_ position: Int, _ update: (inout Stimulus) -> Void) {
      let place = sent.firstIndex { $0.position == position } ?? sent.endIndex
      if place == sent.endIndex { sent.append((position, Stimulus())) }
      update(&sent[place].stimulus)
    }
    for envelope in step.envelopes {
      let number = number(envelope)
      let destination = envelope.destination.index
      let isKnown = system.slots.indices.contains(destination)
      stimulate(isKnown ? destination : last) { $0.envelopes.append(number) }
    }
    for event in step.events {
      stimulate(last) { $0.events.append(RecordedEvent(actor: id, event: event)) }
    }
    system.notice(step.slot)
    var change = Change(slot: number(step.slot))
    var effect: [ComponentStimulus] = []
    for (position, stimulus) in sent {
      let number = number(stimulus)
      if position == id.index {
        change.own = number
      } else {
        effect.append(ComponentStimulus(position: UInt32(position), number: number))
      }
    }
    if !effect.isEmpty {
      change.effect = UInt32(effects.count)
      effects.append(effect)
    }
    return change
  }

  /// Whether an actor will ignore an envelope for ever.
  func isDead(_ envelope: UInt32, for slot: UInt32) -> Bool {
    let known = deadMessages.reader.value(slot, envelope)
    if known != PairMap.missing { return known == 1 }
    let value = envelopes[envelope]
    let isDead = slots[slot].slot.ignoresForever(value.message, from: value.source)
    deadMessages.insert(slot, envelope, isDead ? 1 : 0)
    return isDead
  }
}
