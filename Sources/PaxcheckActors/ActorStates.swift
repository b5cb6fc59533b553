import PaxcheckModel
import Synchronization

/// The actors of a system in one state: what properties about several of them look at.
public struct ActorStates<Message: Hashable & Sendable, History: HistoryVariable>: Sendable {
  let slots: [any Slot<Message, History.Event>]
  /// Where the types are noted that a condition asks for.
  var askedTypes: AskedTypes?

  /// The addresses of all actors, crashed or not, in order.
  public var ids: [ActorID] { slots.indices.map { ActorID($0) } }

  /// The value of an actor, or `nil` if it is crashed or of another type.
  public func actor<A: DeterministicActor>(_ id: ActorID, as type: A.Type = A.self) -> A? {
    self[id].value as? A
  }

  /// The values of all actors of one type that are not crashed, in the order of their addresses.
  public func actors<A: DeterministicActor>(of type: A.Type = A.self) -> [A] {
    askedTypes?.note(type)
    return slots.compactMap { $0.value as? A }
  }

  /// All actors of one type, those that are crashed included, in the order of their addresses.
  public func members<A: DeterministicActor>(of type: A.Type = A.self) -> [Member<A>] {
    askedTypes?.note(type)
    return slots.compactMap { Member($0) }
  }

  /// Whether an actor is crashed.
  public func isCrashed(_ id: ActorID) -> Bool { self[id].isCrashed }

  private subscript(id: ActorID) -> any Slot<Message, History.Event> {
    Mistake.unless(
      slots.indices.contains(id.index),
      "a property asks for actor \(id); the system has \(slots.count), counted from 0")
    return slots[id.index]
  }
}

/// The types of actors that a condition asks for.
final class AskedTypes: Sendable {
  private let types = Mutex<[any DeterministicActor.Type]>([])

  /// In the order in which it asked.
  var all: [any DeterministicActor.Type] { types.withLock(\.self) }

  func note(_ type: any DeterministicActor.Type) { types.withLock { $0.append(type) } }
}

/// An actor of a known type as a property sees it, crashed or not.
public struct Member<A: DeterministicActor>: Sendable {
  public let id: ActorID
  /// The actor's value, or `nil` while it is crashed.
  public let actor: A?
  /// What the actor wrote to storage last, synced or not; `nil` if it never wrote, or names cells.
  public let storage: A.Storage?
  /// What certainly survives a crash of it; `nil` if nothing does, or it names cells.
  public let durableStorage: A.Storage?
  private let disk: CellDisk<A.Cell, A.Storage>?

  /// What the actor wrote last to each cell of its storage, synced or not.
  public var cells: StoredCells<A.Cell, A.Storage> { disk?.written ?? StoredCells() }
  /// What certainly survives a crash of these, unless it tears a later write to the same cell.
  public var durableCells: StoredCells<A.Cell, A.Storage> { disk?.durable ?? StoredCells() }

  /// What is in a slot; `nil` if its actor is of another type.
  init?(_ slot: any Slot) {
    guard slot.actorType == A.self else { return nil }
    id = slot.id
    actor = slot.value as? A
    storage = slot.written?.value as? A.Storage
    durableStorage = slot.durable as? A.Storage
    let hasCells = A.Cell.self != Never.self
    disk = hasCells ? slot.cellDisk as? CellDisk<A.Cell, A.Storage> : nil
  }
}
