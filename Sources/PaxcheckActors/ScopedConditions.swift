import PaxcheckModel

/// The properties of an actor system that a part of the state decides, and the boundary if it is one
/// on each actor alone.
struct ScopedConditions<Message: Hashable & Sendable, History: HistoryVariable> {
  private typealias Scope = PropertyScope<Message, History>

  private let scopes: [PropertyScope<Message, History>?]
  private let names: [String]
  private let boundary: Boundary<Message, History>?
  /// The conditions on several actors, those on the same actors together.
  let joint: [JointActors<Message, History>]
  /// The origins that are conditions on several actors, in the same way.
  let jointOrigins: [JointActors<Message, History>]

  init<M: Model>(
    _ properties: [Property<M>], _ boundary: Boundary<Message, History>?,
    _ slots: [any Slot<Message, History.Event>]
  ) {
    scopes = properties.map { $0.scope as? PropertyScope<Message, History> }
    names = properties.map(\.name)
    self.boundary = boundary
    joint = JointActors.all(in: scopes, names, slots)
    jointOrigins = JointActors.all(
      in: properties.map { $0.originScope as? PropertyScope<Message, History> }, names, slots)
  }

  /// The properties that one part of the state alone decides, a bit for each.
  var decided: UInt64 {
    bits { scope in
      switch scope {
      case .history, .everyActor, .someEnvelope, .noActorFails: true
      case .everyActorStep, .severalActors: false
      }
    }
  }

  /// The properties about steps that a change of one actor decides, a bit for each.
  var decidedBySteps: UInt64 {
    bits { scope in
      if case .everyActorStep = scope { true } else { false }
    }
  }

  /// Those among them that are true unless a part is a violation. The others are true if a part is an
  /// example.
  var universal: UInt64 {
    bits { scope in
      switch scope {
      case .history, .everyActor, .noActorFails: true
      case .someEnvelope, .everyActorStep, .severalActors: false
      }
    }
  }

  /// Whether the boundary is a condition on whole states.
  var hasStateBoundary: Bool { boundary.map { $0.everyActor == nil } ?? false }

  /// The properties that a history violates.
  func violations(of history: History) -> UInt64 {
    bits(about: "the history") { scope in
      if case .history(let condition) = scope { !condition(history) } else { false }
    }
  }

  /// The properties that an actor violates.
  func violations(of slot: any Slot<Message, History.Event>) -> UInt64 {
    let value = slot.value
    return bits(about: "actor \(slot.id) (\(slot.actorName))") { scope in
      switch scope {
      case .everyActor(let condition): value.map { !condition($0) } ?? false
      case .noActorFails: slot.failure != nil
      case .history, .someEnvelope, .everyActorStep, .severalActors: false
      }
    }
  }

  /// The properties that a step breaks by changing an actor.
  func broken(
    byStepFrom before: any Slot<Message, History.Event>, to after: any Slot<Message, History.Event>
  ) -> UInt64 {
    bits(about: "actor \(after.id) (\(after.actorName)) before and after a step") { scope in
      if case .everyActorStep(let condition) = scope { !condition(before, after) } else { false }
    }
  }

  /// The properties that an envelope is an example of, while it can be delivered.
  func examples(of envelope: Envelope<Message>) -> UInt64 {
    bits(about: "'\(envelope.message)' on its way") { scope in
      if case .someEnvelope(let condition) = scope { condition(envelope) } else { false }
    }
  }

  /// Whether an actor puts its state outside the boundary.
  func isOutside(_ slot: any Slot<Message, History.Event>) -> Bool {
    guard let condition = boundary?.everyActor, let value = slot.value else { return false }
    return Activity.named {
      "the boundary, which looks at actor \(slot.id)"
    } while: {
      !condition(value)
    }
  }

  /// The properties whose conditions look at a part of the state, and of which something is true.
  private func bits(
    about part: @autoclosure @escaping () -> String = "nothing", _ isSet: (Scope) -> Bool
  ) -> UInt64 {
    var bits: UInt64 = 0
    for property in scopes.indices.prefix(64) {
      guard let scope = scopes[property] else { continue }
      let name = names[property]
      let isSet = Activity.named {
        "the property '\(name)', which looks at \(part())"
      } while: {
        isSet(scope)
      }
      if isSet { bits |= 1 << UInt64(property) }
    }
    return bits
  }
}
