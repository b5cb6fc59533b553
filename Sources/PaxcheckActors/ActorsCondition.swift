import PaxcheckModel

/// A condition on several actors together.
struct ActorsCondition<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  /// The type of the actors that it is about; `nil` if all.
  let type: (any DeterministicActor.Type)?
  /// The actors in the form in which the condition takes them.
  let form: @Sendable (ActorStates<Message, History>) -> any Sendable
  /// Whether the condition is true of the actors in this form.
  let isTrue: @Sendable (any Sendable) -> Bool

  /// A condition on the actors of one type that are not crashed.
  init<A: DeterministicActor>(_ type: A.Type, _ condition: @escaping @Sendable ([A]) -> Bool) {
    self.type = type
    form = { $0.actors(of: type) }
    isTrue = { ($0 as? [A]).map(condition) ?? false }
  }

  /// A condition on all actors.
  init(_ condition: @escaping @Sendable (ActorStates<Message, History>) -> Bool) {
    type = nil
    form = { $0 }
    isTrue = { ($0 as? ActorStates<Message, History>).map(condition) ?? false }
  }

  /// Why the condition is about nothing, given a state: no actor is of the type that it is about, or of one
  /// that it asks for.
  func emptiness(in state: SystemState<Message, History>) -> String? {
    if let type { return state.absence(of: type) }
    let askedTypes = AskedTypes()
    _ = isTrue(form(ActorStates(slots: state.slots, askedTypes: askedTypes)))
    return askedTypes.all.lazy.compactMap { state.absence(of: $0) }.first
  }

  /// Whether two conditions are about the same actors.
  func isAboutTheSame(as other: Self) -> Bool {
    switch (type, other.type) {
    case (nil, nil): true
    case (let type?, let other?): type == other
    default: false
    }
  }
}

/// Conditions on the same actors: these are brought into form once for all of them.
struct JointActors<Message: Hashable & Sendable, History: HistoryVariable> {
  private typealias Condition = ActorsCondition<Message, History>

  /// The places of the actors.
  let positions: [Int]
  /// The properties, by number.
  private var conditions:
    [(property: Int, name: String, condition: ActorsCondition<Message, History>)]

  /// The properties, a bit for each.
  var properties: UInt64 { conditions.reduce(0) { $0 | 1 << UInt64($1.property) } }

  /// Those of some properties whose condition is true of the actors in these slots.
  func satisfied(
    among wanted: UInt64, by slots: [any Slot<Message, History.Event>]
  ) -> UInt64 {
    let actors = conditions[0].condition.form(ActorStates(slots: slots))
    var satisfied: UInt64 = 0
    for (property, name, condition) in conditions where wanted >> UInt64(property) & 1 == 1 {
      let isTrue = Activity.named {
        "the property '\(name)'"
      } while: {
        condition.isTrue(actors)
      }
      if isTrue { satisfied |= 1 << UInt64(property) }
    }
    return satisfied
  }

  /// The conditions on several actors among the scopes of properties, in groups.
  static func all(
    in scopes: [PropertyScope<Message, History>?], _ names: [String],
    _ slots: [any Slot<Message, History.Event>]
  ) -> [Self] {
    var groups: [Self] = []
    for (property, scope) in scopes.enumerated() {
      guard case .severalActors(let condition)? = scope else { continue }
      let place = groups.firstIndex { $0.conditions[0].condition.isAboutTheSame(as: condition) }
      if let place {
        groups[place].conditions.append((property, names[property], condition))
      } else {
        let positions = slots.indices.filter { place in
          condition.type.map { slots[place].actorType == $0 } ?? true
        }
        groups.append(
          Self(positions: positions, conditions: [(property, names[property], condition)]))
      }
    }
    return groups
  }
}
