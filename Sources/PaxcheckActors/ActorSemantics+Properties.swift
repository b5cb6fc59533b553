import PaxcheckModel
import PaxcheckStateSpace

extension ActorSemantics {
  var componentProperties: [Int] { scopes.indices.filter { scopes[$0] != nil } }

  var universalProperties: UInt64 {
    scopes.indices.reduce(0) { bits, property in
      switch scopes[property] {
      case .history, .everyActor, .noActorFails: bits | 1 << UInt64(property)
      case .someEnvelope, nil: bits
      }
    }
  }

  var hasStateBoundary: Bool {
    system.boundary.map { $0.everyActor == nil } ?? false
  }

  func facts(of number: ComponentID) -> ComponentFacts {
    let component = components[Int(number)]
    var facts = ComponentFacts()
    if component.isHistory {
      facts.conditionBits = historyBits[Int(component.content)]
      return facts
    }
    let slot = slotFacts[Int(component.content)]
    facts.conditionBits = slot.bits
    facts.isOutside = slot.isOutside
    if slot.isCrashed {
      facts.weight = 1
    } else {
      let inbox = inboxes[component.inbox]
      for place in inbox.deliverable(delivery, source: source) {
        facts.conditionBits |= envelopeFacts[Int(inbox.envelopes[place])].bits
      }
    }
    return facts
  }

  /// The properties that a history violates.
  func bits(_ history: History) -> UInt64 {
    bits { scope in
      if case .history(let condition) = scope { !condition(history) } else { false }
    }
  }

  /// The properties that an actor violates.
  func bits(_ slot: any Slot<Message, Event>) -> UInt64 {
    let value = slot.value
    return bits { scope in
      switch scope {
      case .everyActor(let condition): value.map { !condition($0) } ?? false
      case .noActorFails: slot.failure != nil
      case .history, .someEnvelope: false
      }
    }
  }

  /// The properties that an envelope is an example of.
  func bits(_ envelope: Envelope<Message>) -> UInt64 {
    bits { scope in
      if case .someEnvelope(let condition) = scope { condition(envelope) } else { false }
    }
  }

  private func bits(_ isSet: (PropertyScope<Message, History>) -> Bool) -> UInt64 {
    scopes.indices.reduce(0) { bits, property in
      scopes[property].map(isSet) == true ? bits | 1 << UInt64(property) : bits
    }
  }

  func isOutside(_ slot: any Slot<Message, Event>) -> Bool {
    guard let condition = system.boundary?.everyActor, let value = slot.value else { return false }
    return !condition(value)
  }

  func satisfies(_ property: Int, _ vector: UnsafePointer<ComponentID>) -> Bool {
    properties[property].condition(state(vector))
  }

  func isWithinBoundary(_ vector: UnsafePointer<ComponentID>) -> Bool {
    system.isWithinBoundary(state(vector))
  }

  /// The state that a vector stands for.
  func state(_ vector: UnsafePointer<ComponentID>) -> System.State {
    var state = System.State(
      slots: [], network: Network(delivery), history: system.history)
    for position in 0..<width {
      let component = components[Int(vector[position])]
      if component.isHistory {
        state.history = histories[component.content]
      } else {
        state.slots.append(slots[component.content].slot)
      }
      for envelope in inboxes[component.inbox].envelopes {
        state.network.insert(envelopes[envelope])
      }
    }
    return state
  }
}
