public import PaxcheckActors
import PaxcheckTrace

/// One step that an actor took, and what is to be done about it.
public struct HostStep<Message: Hashable & Sendable, Event: Hashable & Sendable>: Sendable {
  /// What happened, as `ActorAction` words it: `deliver 3 → 0: put(3, A)`.
  public let event: String
  let before: any Slot<Message, Event>
  private let outcome: SlotStep<Message, Event>

  init(event: String, before: any Slot<Message, Event>, outcome: SlotStep<Message, Event>) {
    self.event = event
    self.before = before
    self.outcome = outcome
  }

  var after: any Slot<Message, Event> { outcome.slot }

  /// What the actor sends, in order.
  public var envelopes: [Envelope<Message>] { outcome.envelopes }

  /// What it records in the history, in order.
  public var recorded: [Event] { outcome.events }

  /// What is to be written to storage that is a single value before anything is sent, and whether it must be
  /// safe by then; `nil` if the step changed nothing there.
  public var written: (value: any Hashable & Sendable, isSynced: Bool)? {
    guard let now = after.written else { return nil }
    if let old = before.written, AnyHashable(old.value) == AnyHashable(now.value),
      old.isSynced == now.isSynced
    {
      return nil
    }
    return now
  }

  /// The cells of storage that are to be written before anything is sent, in the order of their texts, and
  /// whether each must be safe by then.
  public var writtenCells: [StoredCell] {
    let old = Dictionary(
      before.storedCells.map { (AnyHashable($0.cell), $0) }, uniquingKeysWith: { first, _ in first }
    )
    return after.storedCells.filter { now in
      guard let old = old[AnyHashable(now.cell)] else { return true }
      return AnyHashable(old.value) != AnyHashable(now.value) || old.isSynced != now.isSynced
    }
  }

  /// Whether the actor's file has to know of the step: because of what was written to storage, or because of
  /// what no crash takes from an actor.
  var isStored: Bool {
    written != nil || before.lifetime != after.lifetime || !writtenCells.isEmpty
  }

  /// Whether what the step writes to the actor's file must be safe before anything is sent.
  var isSynced: Bool {
    let cells = writtenCells
    return cells.isEmpty ? written?.isSynced ?? true : cells.contains(where: \.isSynced)
  }

  /// The difference that the step made to the actor, its timers and its storage, a line a field.
  public var changes: [String] { stateChanges(from: before, to: after) }
}

/// The fields of an actor that differ.
package func stateChanges<Message, Event>(
  from before: any Slot<Message, Event>, to after: any Slot<Message, Event>
) -> [String] {
  func changes<S: Slot>(_ before: S) -> [String] {
    guard let after = after as? S else { return ["actor: \(before) → \(after)"] }
    return StateDifference(from: before, to: after).changes.map(\.description)
  }
  return changes(before)
}
