import PaxcheckModel
import PaxcheckStateSpace

/// How many values of each sort are part of the answers logged so far.
struct LoggedValues {
  var slots = 0
  var envelopes = 0
  var records = 0
  var histories = 0
}

/// What handlers do, as digests.
extension ActorValues {
  func log(_ change: SlotChange, of slot: UInt32, by cause: SlotCause, in answers: AnswerLog) {
    answers.add(UInt64(slot) << 32 | UInt64(cause.number))
    answers.add(UInt64(change.slot) << 32 | UInt64(change.events ?? .max))
    if change.losesIncoming { answers.add(.max) }
    for envelope in change.sent { answers.add(UInt64(envelope)) }
    logNewValues(in: answers)
    answers.end("actor \(slots[slot].slot.id), asked to \(event(cause)),")
  }

  private func logNewValues(in answers: AnswerLog) {
    for number in loggedValues.slots..<slots.count {
      let slot = slots[UInt32(number)].slot
      answers.add(slot, named: slot.actorName)
      for event in slot.localEvents {
        let (value, name) =
          switch event {
          case .timeout(let timer): (timer.value, "timer")
          case .choice(let choice): (choice.value, "choice")
          }
        answers.add(value, named: "\(slot.actorName)'s \(name)", isInText: true)
      }
    }
    for number in loggedValues.envelopes..<envelopes.count {
      let envelope = envelopes[UInt32(number)]
      answers.add(UInt64(envelope.source.index) << 32 | UInt64(envelope.destination.index))
      answers.add(envelope.message, named: "\(Message.self)", isInText: true)
    }
    for number in loggedValues.records..<records.count {
      answers.add(records[UInt32(number)].events, named: "events")
    }
    for number in loggedValues.histories..<histories.count {
      answers.add(histories[UInt32(number)], named: "\(History.self)")
    }
    loggedValues = LoggedValues(
      slots: slots.count, envelopes: envelopes.count, records: records.count,
      histories: histories.count)
  }
}
