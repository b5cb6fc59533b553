import PaxcheckModel

/// Whether actors ignore what they promised to ignore for ever.
extension ActorValues {
  func isDead(_ number: UInt32, for slot: UInt32) -> Bool {
    let envelope = envelopes[number]
    let isDead = slots[slot].slot.ignoresForever(envelope.message, from: envelope.source)
    if isDead && promises.isOn {
      promises.rely(on: slot, ignoring: number)
      checkPromises()
    }
    return isDead
  }

  /// Notes a step of an actor.
  func note(_ cause: SlotCause, from before: UInt32, to after: UInt32) {
    promises.note(PromiseLedger.Step(before: before, after: after, cause: cause))
    checkPromises()
  }

  private func checkPromises() {
    while let arrival = promises.nextArrival(after: handlers.calls) {
      if let fault = fault(of: arrival) {
        unkeptPromise = unkeptPromise ?? describe(fault, of: arrival)
      } else {
        promises.pass(on: arrival)
      }
    }
  }

  private func fault(of arrival: PromiseLedger.Arrival) -> UnkeptPromise.Fault? {
    let envelope = envelopes[arrival.envelope]
    let slot = slots[arrival.slot].slot
    if slot.isCrashed { return nil }
    if !slot.ignoresForever(envelope.message, from: envelope.source) { return .takenBack }
    let step = slot.after(.receive(envelope.message, from: envelope.source))
    return step.isSilent && step.slot.isEqual(to: slot) ? nil : .heeded
  }

  private func describe(
    _ fault: UnkeptPromise.Fault, of arrival: PromiseLedger.Arrival
  ) -> UnkeptPromise {
    let envelope = envelopes[arrival.envelope]
    let slot = slots[arrival.slot].slot
    let step = arrival.step.map { promises.steps[$0] }
    return UnkeptPromise(
      actor: "actor \(slot.id) (\(slot.actorName))",
      message: "'\(envelope.message)' from \(envelope.source)", fault: fault,
      step: step.map { "\(action($0.cause))" },
      before: step.map { slots[$0.before].slot.stateText }, state: slot.stateText)
  }

  /// The action that a cause stands for.
  private func action(_ cause: SlotCause) -> System.Action {
    switch cause {
    case .delivery(let number): .deliver(envelopes[number])
    case .action(let number): actions[number]
    }
  }
}

extension Slot {
  /// The actor's value, or why there is none.
  fileprivate var stateText: String { value.map { "\($0)" } ?? "\(Absence(failure: failure))" }
}
