/// The state of an actor system: its actors, the envelopes on their way, and the history.
public struct SystemState<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  package var slots: [any Slot<Message, History.Event>]
  public internal(set) var network: Network<Message>
  public internal(set) var history: History
  package var partitionState = PartitionState()

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

  /// How much has been spent of the budgets that all actors share.
  var spending: Spending {
    Spending(
      crashed: slots.count { $0.isCrashed }, amnesia: slots.reduce(0) { $0 + $1.amnesiaCount })
  }

  /// The slot of an actor, or `nil` if there is no such actor.
  subscript(id: ActorID) -> (any Slot<Message, History.Event>)? {
    slots.indices.contains(id.index) ? slots[id.index] : nil
  }
}

extension SystemState: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.history == right.history && left.partitionState == right.partitionState
      && zip(left.slots, right.slots).allSatisfy { $0.isEqual(to: $1) }
      && left.network == right.network
  }

  public func hash(into hasher: inout Hasher) {
    for slot in slots { slot.hash(into: &hasher) }
    hasher.combine(network)
    hasher.combine(history)
    if partitionState.count > 0 { hasher.combine(partitionState) }
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
    return Mirror(self, children: fields, displayStyle: .struct)
  }
}
