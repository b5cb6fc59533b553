import PaxcheckModel

/// The properties of an actor system that a part of the state decides, and the boundary if it is one
/// on each actor alone.
struct ScopedConditions<Message: Hashable & Sendable, History: HistoryVariable> {
  private typealias Scope = PropertyScope<Message, History>

  private let scopes: [PropertyScope<Message, History>?]
  private let boundary: Boundary<Message, History>?

  init<M: Model>(_ properties: [Property<M>], _ boundary: Boundary<Message, History>?) {
    scopes = properties.map { $0.scope as? PropertyScope<Message, History> }
    self.boundary = boundary
  }

  /// The properties that a part of the state decides, a bit for each.
  var decided: UInt64 { bits { _ in true } }

  /// Those among them that are true unless a part is a violation. The others are true if a part is an
  /// example.
  var universal: UInt64 {
    bits { scope in
      switch scope {
      case .history, .everyActor, .noActorFails: true
      case .someEnvelope: false
      }
    }
  }

  /// Whether the boundary is a condition on whole states.
  var hasStateBoundary: Bool { boundary.map { $0.everyActor == nil } ?? false }

  /// The properties that a history violates.
  func violations(of history: History) -> UInt64 {
    bits { scope in
      if case .history(let condition) = scope { !condition(history) } else { false }
    }
  }

  /// The properties that an actor violates.
  func violations(of slot: any Slot<Message, History.Event>) -> UInt64 {
    let value = slot.value
    return bits { scope in
      switch scope {
      case .everyActor(let condition): value.map { !condition($0) } ?? false
      case .noActorFails: slot.failure != nil
      case .history, .someEnvelope: false
      }
    }
  }

  /// The properties that an envelope is an example of, while it can be delivered.
  func examples(of envelope: Envelope<Message>) -> UInt64 {
    bits { scope in
      if case .someEnvelope(let condition) = scope { condition(envelope) } else { false }
    }
  }

  /// Whether an actor puts its state outside the boundary.
  func isOutside(_ slot: any Slot<Message, History.Event>) -> Bool {
    guard let condition = boundary?.everyActor, let value = slot.value else { return false }
    return !condition(value)
  }

  private func bits(_ isSet: (Scope) -> Bool) -> UInt64 {
    scopes.indices.reduce(0) { bits, property in
      scopes[property].map(isSet) == true ? bits | 1 << UInt64(property) : bits
    }
  }
}
