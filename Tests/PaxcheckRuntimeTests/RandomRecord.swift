import PaxcheckActors
import PaxcheckJSON
import PaxcheckKit
import PaxcheckModel
import PaxcheckRuntime
import PaxcheckTrace

/// A model whose random behaviours can be written down as the record of a real run.
protocol RandomlyRecorded {
  func randomRecord(named name: String, seed: UInt64, steps: Int) -> [JSONValue]
}

extension ActorSystem: RandomlyRecorded {
  /// The steps of a random behaviour, faults included, with clocks that are nonsense.
  func randomRecord(named name: String, seed: UInt64, steps: Int) -> [JSONValue] {
    var chance = SeededGenerator(seed: seed)
    var state = initialStates[0]
    var incarnations = Array(repeating: 1, count: actorCount)
    var counts = Array(repeating: 0, count: actorCount)
    var lines: [JSONValue] = [["format": "paxcheck-run/1", "model": .string(name)]]

    func write(
      _ event: String, by id: ActorID, from before: any Slot<Message, History.Event>,
      _ step: SlotStep<Message, History.Event>, storage: String? = nil
    ) {
      counts[id.index] += 1
      var line: [String: JSONValue] = [
        "actor": .integer(id.index), "incarnation": .integer(incarnations[id.index]),
        "step": .integer(counts[id.index]), "time": .integer(chance.below(1000)),
        "event": .string(event),
        "changes": .array(stateChanges(from: before, to: step.slot).map { .string($0) }),
        "sent": .array(step.envelopes.map { .string("\($0)") }),
        "recorded": .array(step.events.map { .string(PaxcheckModel.text($0)) }),
      ]
      line["storage"] = storage.map { .string($0) }
      lines.append(.object(line))
    }

    let rules = stepRules
    for slot in slots {
      write("start \(slot.id)", by: slot.id, from: slot.beginning, slot.after(.start))
    }
    for _ in 0..<steps {
      let offered = actions(in: state).compactMap { action in
        successor(of: state, after: action).map { (action, $0) }
      }
      guard !offered.isEmpty else { break }
      let (action, next) = offered[chance.below(offered.count)]
      switch action {
      case .deliver(let envelope):
        let slot = state.slots[envelope.destination.index]
        write(
          "\(action)", by: slot.id, from: slot,
          slot.after(.receive(envelope.message, from: envelope.source)))
      case .timeout(let id, let timer):
        let slot = state.slots[id.index]
        let step = rules.step(of: slot, after: .local(.timeout(timer)), action)
        write("\(action)", by: id, from: slot, step)
      case .choose(let id, let choice):
        let slot = state.slots[id.index]
        let step = rules.step(of: slot, after: .local(.choice(choice)), action)
        write("\(action)", by: id, from: slot, step)
      case .recover(let id):
        incarnations[id.index] += 1
        counts[id.index] = 0
        let slot = state.slots[id.index]
        write(
          "\(action)", by: id, from: slot.beginning,
          rules.step(of: slot, after: .recover, action),
          storage: slot.storageText)
      case .amnesia(let id):
        incarnations[id.index] += 1
        counts[id.index] = 0
        var slot: any Slot<Message, History.Event> = state.slots[id.index].crashed(leaving: nil)
        slot.lifetime.amnesiaCount += 1
        write(
          "recover \(id)", by: id, from: slot.beginning,
          rules.step(of: slot, after: .recover, .recover(id)))
      case .drop, .crash, .partition, .heal: break  // Nobody is there to write it down.
      }
      state = next
    }
    return lines
  }
}
