import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// What the node has done since it last synced its storage. Nobody may hear of it before it is synced,
  /// because a crash may undo it.
  struct Unsynced: Hashable, Sendable {
    var envelopes: [Envelope<Message>] = []
    var events: [Event] = []
  }

  /// Writes what has changed to storage, in a step of its own if the system says so. Until then the
  /// node holds back what it says.
  mutating func save(changesSince before: Storage, _ outbox: inout Outbox<Self>) {
    guard storage != before || unsynced != nil else { return }
    guard configuration.syncsLater else { return outbox.save(storage) }
    outbox.save(storage, synced: false)
    outbox.set(.sync)
    var unsynced = self.unsynced ?? Unsynced()
    defer { self.unsynced = unsynced }
    guard !configuration.answersBeforeSync else { return }
    unsynced.envelopes += outbox.envelopes
    outbox.envelopes = []
    // What is submitted is known to whoever submitted it.
    unsynced.events += outbox.events.filter { !Self.isSubmission($0) }
    outbox.events.removeAll { !Self.isSubmission($0) }
  }

  /// Syncs the storage, and says what was held back.
  mutating func sync(_ outbox: inout Outbox<Self>) {
    outbox.sync()
    outbox.envelopes += unsynced?.envelopes ?? []
    outbox.events += unsynced?.events ?? []
    unsynced = nil
  }

  private static func isSubmission(_ event: Event) -> Bool {
    if case .server(.submitted) = event { true } else { false }
  }
}
