import PaxcheckModel
import PaxcheckStateSpace

extension ActorSemantics {
  var componentProperties: [Int] {
    properties.indices.filter { conditions.decided >> UInt64($0) & 1 == 1 }
  }

  var universalProperties: UInt64 { conditions.universal }
  var hasStateBoundary: Bool { conditions.hasStateBoundary }

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
      facts.conditionBits |= inboxes.exampleBits[Int(component.inbox)]
    }
    return facts
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
      for place in inboxes.places(in: component.inbox) {
        state.network.insert(envelopes[inboxes.item(at: place).envelope])
      }
    }
    return state
  }
}
