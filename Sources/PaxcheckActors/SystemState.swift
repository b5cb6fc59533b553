import PaxcheckModel

/// The state of an actor system: its actors, the envelopes on their way, and the history.
public struct SystemState<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  package var slots: [any Slot<Message, History.Event>]
  public internal(set) var network: Network<Message>
  public internal(set) var history: History
  package var partitionState = PartitionState()
  /// What was spent of the budgets that all actors share.
  package var spent = Spent()

  /// The partition that there is now.
  public var partition: Cut? { partitionState.cut }

  /// The actors, without the network and the history.
  public var everyActor: ActorStates<Message, History> { ActorStates(slots: slots) }

  /// The value of an actor, or `nil` if it is crashed or of another type.
  public func actor<A: DeterministicActor>(_ id: ActorID, as type: A.Type = A.self) -> A? {
    everyActor.actor(id)
  }

  /// The values of all actors of one type that are not crashed, in the order of their addresses.
  public func actors<A: DeterministicActor>(of type: A.Type = A.self) -> [A] {
    everyActor.actors()
  }

  /// That no actor is of a type, running or crashed, in words; `nil` if one is.
  func absence<A: DeterministicActor>(of type: A.Type) -> String? {
    let name = String(describing: type)
    let isThere = slots.contains { $0.value is A || $0.typeName == name }
    return isThere ? nil : "no actor is of type \(name)"
  }

  /// Whether an actor is crashed.
  public func isCrashed(_ id: ActorID) -> Bool { everyActor.isCrashed(id) }

  /// The envelopes that may be delivered now: the network's, but for those to crashed or unknown
  /// actors and those that a partition stops.
  public var deliverable: [Envelope<Message>] { network.deliverable.filter(isHeard) }

  /// Whether an envelope is among those that may be delivered now.
  func mayArrive(_ envelope: Envelope<Message>) -> Bool {
    isHeard(envelope) && network.isDeliverable(envelope)
  }

  private func isHeard(_ envelope: Envelope<Message>) -> Bool {
    (self[envelope.destination].map { !$0.isCrashed } ?? false)
      && !partitionState.blocks(from: envelope.source, to: envelope.destination)
  }

  /// How much has been spent of what all actors share.
  func spending(by rules: StepRules) -> Spending {
    Spending(
      crashed: slots.count { $0.isCrashed },
      amnesia: slots.reduce(0) { $0 + $1.lifetime.amnesiaCount },
      exhausted: rules.budgets.exhausted(spent))
  }

  /// How often steps have drawn on a budget, those of one actor or those of all.
  ///
  /// - Parameters:
  ///   - budget: The name of a budget of the system.
  ///   - id: An actor that has a budget of its own; `nil` for all actors.
  public func spent(_ budget: String, by id: ActorID? = nil) -> Int {
    guard let place = spent.names.firstIndex(of: budget) else {
      Mistake.stop(
        "no budget is called '\(budget)'; there are: \(spent.names.joined(separator: ", "))")
    }
    if let id { return self[id]?.lifetime.spent[place] ?? 0 }
    return slots.reduce(spent[place]) { $0 + $1.lifetime.spent[place] }
  }

  /// The slot of an actor, or `nil` if there is no such actor.
  subscript(id: ActorID) -> (any Slot<Message, History.Event>)? {
    slots.indices.contains(id.index) ? slots[id.index] : nil
  }
}

extension SystemState: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.history == right.history && left.partitionState == right.partitionState
      && left.spent == right.spent
      && zip(left.slots, right.slots).allSatisfy { $0.isEqual(to: $1) }
      && left.network == right.network
  }

  public func hash(into hasher: inout Hasher) {
    for slot in slots { slot.hash(into: &hasher) }
    hasher.combine(network)
    hasher.combine(history)
    if partitionState.count > 0 { hasher.combine(partitionState) }
    if !spent.isNothing { hasher.combine(spent) }
  }
}

extension SystemState: CustomReflectable {
  public var customMirror: Mirror {
    var fields: [(label: String?, value: Any)] = slots.enumerated().map { index, slot in
      ("actor \(index)", slot)
    }
    fields.append(("network", network))
    fields.append(("history", history))
    if let cut = partitionState.cut { fields.append(("partition", cut)) }
    if !spent.isNothing { fields.append(("spent", spent)) }
    return Mirror(self, children: fields, displayStyle: .struct)
  }
}
