import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// Writes what has changed to storage, in a step of its own if the system says so. Until then the
  /// node holds back what it says, because a crash may undo what it did. What it did is noted with the
  /// write, so that a crash undoes both or neither.
  mutating func save(changesSince before: Storage, _ outbox: inout Outbox<Self>) {
    guard storage != before || unsynced != nil else { return }
    guard configuration.syncsLater else { return outbox.save(storage) }
    if configuration.answersBeforeSync {
      unsynced = []
    } else {
      unsynced = (unsynced ?? []) + outbox.envelopes
      outbox.envelopes = []
      holdBackFacts(&outbox)
    }
    outbox.save(storage, synced: false)
    outbox.set(.sync)
  }

  /// Moves what the history is to know of a write from the outbox to storage.
  private mutating func holdBackFacts(_ outbox: inout Outbox<Self>) {
    var facts = storage.facts ?? []
    let events = outbox.events
    outbox.events = []
    for event in events {
      switch event {
      // What is submitted is known to the node that submitted it.
      case .server(.submitted), .client, .failure: outbox.events.append(event)
      case .server(let fact): facts.append(fact)
      }
    }
    storage.facts = facts
  }

  /// Syncs the storage, and says what was held back.
  mutating func sync(_ outbox: inout Outbox<Self>) {
    outbox.envelopes += unsynced ?? []
    unsynced = nil
    noteFacts(&outbox)
    outbox.save(storage)
  }

  /// Tells the history what was done before a write that has survived.
  mutating func noteFacts(_ outbox: inout Outbox<Self>) {
    for fact in storage.facts ?? [] { note(fact, &outbox) }
    storage.facts = nil
  }
}
