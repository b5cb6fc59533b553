import PaxcheckModel
import PaxcheckStateSpace

/// What handlers do, each asked once for each slot and event.
extension ActorSemantics {
  /// What the delivery of an envelope makes of a slot.
  func delivery(of envelope: UInt32, to slot: UInt32) -> Change {
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

  func localSteps(of slot: UInt32) -> [LocalStep] {
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

  func change(_ step: SlotStep<Message, Event>, of id: ActorID) -> Change {
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
