import PaxcheckModel
import PaxcheckStateSpace

extension ActorSemantics {
  var componentProperties: [Int] { scopes.indices.filter { scopes[$0] != nil } }

  var universalProperties: UInt64 {
    scopes.indices.reduce(0) { bits, property in
      switch scopes[property] {
      case .history, .everyActor: bits | 1 << UInt64(property)
      case .someEnvelope, nil: bits
      }
    }
  }

  var hasStateBoundary: Bool {
    system.boundary.map { $0.everyActor == nil } ?? false
  }

  func facts(of number: ComponentID) -> ComponentFacts {
    var facts = ComponentFacts()
    let component = components[number]
    for (property, scope) in scopes.enumerated() where sets(scope, component) {
      facts.conditionBits |= 1 << UInt64(property)
    }
    if case .actor(let slot, _) = component {
      let slot = slots[slot].slot
      facts.weight = slot.isCrashed ? 1 : 0
      if let condition = system.boundary?.everyActor, let value = slot.value {
        facts.isOutside = !condition(value)
      }
    }
    return facts
  }

  /// Whether a component speaks for a property or, if it is universal, against it.
  private func sets(_ scope: PropertyScope<Message, History>?, _ component: Component) -> Bool {
    switch (scope, component) {
    case (.history(let condition), .history(let history, _)):
      !condition(histories[history])
    case (.everyActor(let condition), .actor(let slot, _)):
      slots[slot].slot.value.map { !condition($0) } ?? false
    case (.someEnvelope(let condition), .actor(let slot, let inbox)):
      !slots[slot].slot.isCrashed
        && deliverable(inbox).contains { condition(envelopes[$0]) }
    default: false
    }
  }

  private func deliverable(_ inbox: UInt32) -> [UInt32] {
    let inbox = inboxes[inbox]
    return inbox.deliverable(delivery) { envelopes[$0].source }.map { inbox.envelopes[$0] }
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
      let inbox: UInt32
      switch components[vector[position]] {
      case .actor(let slot, let own):
        state.slots.append(slots[slot].slot)
        inbox = own
      case .history(let history, let strays):
        state.history = histories[history]
        inbox = strays
      }
      for envelope in inboxes[inbox].envelopes { state.network.insert(envelopes[envelope]) }
    }
    return state
  }
}
