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

  /// A step that does not concern the network.
  struct LocalStep {
    var action: System.Action
    var change: Change
    var kind: Int
    var isCrash: Bool
  }

  func initialVectors() -> [[ComponentID]] {
    if let start = system.start { return [vector(of: start)] }
    let empty = inboxes.number(Inbox())
    let changes = system.slots.map { change(handlers.run(.start, on: $0), of: $0.id) }
    var vector = changes.map { component(slot: $0.slot, inbox: empty) }
    vector.append(component(history: number(system.history), strays: empty))
    for (position, change) in changes.enumerated() {
      if let own = change.own { vector[position] = reaction(of: vector[position], to: own) }
      for (position, stimulus) in change.stimuli {
        vector[position] = reaction(of: vector[position], to: stimulus)
      }
    }
    return [vector]
  }

  /// The vector of a state.
  private func vector(of state: System.State) -> [ComponentID] {
    var mail = Array(repeating: Inbox(), count: width)
    for envelope in state.network.envelopes {
      let destination = envelope.destination.index
      let isKnown = state.slots.indices.contains(destination)
      mail[isKnown ? destination : width - 1].insert(number(envelope), delivery, source: source)
    }
    var vector = state.slots.indices.map { place in
      component(slot: number(state.slots[place]), inbox: inboxes.number(mail[place]))
    }
    vector.append(
      component(history: number(state.history), strays: inboxes.number(mail[width - 1])))
    return vector
  }

  func steps(of component: ComponentID) -> [ComponentStep] {
    var steps: [ComponentStep] = []
    visitSteps(of: component) { action, step in
      var step = step
      if let contains = system.scenario?.containsAction { step.isOutside = !contains(action()) }
      steps.append(step)
    }
    return steps
  }

  /// The action that a step stands for, by its place among the component's steps.
  func action(_ place: Int, of component: ComponentID) -> System.Action {
    var actions: [System.Action] = []
    visitSteps(of: component) { action, _ in actions.append(action()) }
    return actions[place]
  }

  func reaction(of component: ComponentID, to number: UInt32) -> ComponentID {
    let stimulus = stimuli[number]
    let before = components[Int(component)]
    let inbox = stimulus.envelopes.isEmpty ? before.inbox : inbox(before.inbox, after: number)
    guard before.isHistory else { return self.component(slot: before.content, inbox: inbox) }
    guard !stimulus.events.isEmpty else {
      return self.component(history: before.content, strays: inbox)
    }
    var history = histories[before.content]
    for recorded in stimulus.events { history.record(recorded.event, by: recorded.actor) }
    return self.component(history: self.number(history), strays: inbox)
  }

  private typealias Visitor = (_ action: () -> System.Action, _ step: ComponentStep) -> Void

  /// Visits the steps of a component in order: deliveries, losses, timeouts and choices, crashes or
  /// the recovery.
  private func visitSteps(of number: ComponentID, _ visit: Visitor) {
    let component = components[Int(number)]
    guard !component.isHistory else { return }
    if !slotFacts[Int(component.content)].isCrashed {
      visitDeliveries(component, visit)
      if system.network.isLossy { visitLosses(component, visit) }
    }
    for local in localSteps(of: component.content) {
      var step = step(local.change, component.inbox, local.kind)
      step.addsWeight = local.isCrash
      visit({ local.action }, step)
    }
  }

  private func visitDeliveries(_ component: ActorComponent, _ visit: Visitor) {
    let inbox = inboxes[component.inbox]
    for place in inbox.deliverable(delivery, source: source) {
      let envelope = inbox.envelopes[place]
      let change = delivery(of: envelope, to: component.content)
      if delivery != .ordered && change.slot == component.content && change.isSilent { continue }
      let rest =
        delivery == .unorderedDuplicating
        ? component.inbox : self.inbox(component.inbox, without: envelope, at: place)
      let kind = envelopeFacts[Int(envelope)].deliveryKind
      visit({ .deliver(envelopes[envelope]) }, step(change, rest, kind))
    }
  }

  private func visitLosses(_ component: ActorComponent, _ visit: Visitor) {
    let inbox = inboxes[component.inbox]
    for place in inbox.deliverable(delivery, source: source) {
      let envelope = inbox.envelopes[place]
      let rest = self.inbox(component.inbox, without: envelope, at: place)
      let kind = envelopeFacts[Int(envelope)].dropKind
      visit({ .drop(envelopes[envelope]) }, step(Change(slot: component.content), rest, kind))
    }
  }

  private func step(_ change: Change, _ inbox: UInt32, _ kind: Int) -> ComponentStep {
    var target = component(slot: change.slot, inbox: inbox)
    if let own = change.own { target = reaction(of: target, to: own) }
    return ComponentStep(target: target, stimuli: change.stimuli, kind: kind, addsWeight: false)
  }
}

// MARK: - Handlers

extension ActorSemantics {
  /// What the delivery of an envelope makes of a slot.
  private func delivery(of envelope: UInt32, to slot: UInt32) -> Change {
    let known = deliveries.reader.value(slot, envelope)
    if known != PairMap.missing { return changes[Int(known)] }
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
    func append(_ action: System.Action, _ change: Change, isCrash: Bool = false) {
      let kind = kind(of: action)
      steps.append(LocalStep(action: action, change: change, kind: kind, isCrash: isCrash))
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
    for (position, stimulus) in sent {
      let number = stimuli.number(stimulus)
      if position == id.index {
        change.own = number
      } else {
        change.stimuli.append((position, number))
      }
    }
    return change
  }
}

// MARK: - Inboxes

extension ActorSemantics {
  /// The inbox after the envelopes of a stimulus have come.
  private func inbox(_ number: UInt32, after stimulus: UInt32) -> UInt32 {
    let known = arrivals.reader.value(number, stimulus)
    if known != PairMap.missing { return known }
    var inbox = inboxes[number]
    for envelope in stimuli[stimulus].envelopes { inbox.insert(envelope, delivery, source: source) }
    let result = inboxes.number(inbox)
    arrivals.insert(number, stimulus, result)
    return result
  }

  /// The inbox without one of its envelopes, which stands at a place.
  private func inbox(_ number: UInt32, without envelope: UInt32, at place: Int) -> UInt32 {
    let known = removals.reader.value(number, envelope)
    if known != PairMap.missing { return known }
    let result = inboxes.number(inboxes[number].removing(at: place))
    removals.insert(number, envelope, result)
    return result
  }

  /// The inbox without the envelopes that its owner will ignore for ever.
  func inbox(_ number: UInt32, withoutDeadFor slot: UInt32) -> UInt32 {
    let inbox = inboxes[number]
    let rest = inbox.removing { isDead($0, for: slot) }
    return rest.envelopes.count == inbox.envelopes.count ? number : inboxes.number(rest)
  }

  private func isDead(_ envelope: UInt32, for slot: UInt32) -> Bool {
    let known = deadMessages.reader.value(slot, envelope)
    if known != PairMap.missing { return known == 1 }
    let value = envelopes[envelope]
    let isDead = slots[slot].slot.ignoresForever(value.message, from: value.source)
    deadMessages.insert(slot, envelope, isDead ? 1 : 0)
    return isDead
  }
}
