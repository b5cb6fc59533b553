import PaxcheckKit
import RegisterClient

/// What a node writes, and what it must not say before that is on the disk.
extension RaftNode {
  /// Writes what has changed. A ballot is on the disk at once; the log may be synced in a step of its own.
  func save(_ outbox: inout Outbox<Self>) {
    let first = Storage(log: setting.firstLog)
    guard storage != outbox.disk.unsynced ?? outbox.disk.durable ?? first else { return }
    guard synced < log.last.index else { return outbox.save(storage) }
    var durable = outbox.disk.durable ?? first
    durable.ballot = storage.ballot
    durable.spent = storage.spent
    outbox.save(durable)
    outbox.save(storage, synced: false)
  }

  /// Answers a leader: at once if the log is on the disk, and else when it is.
  mutating func answer(
    _ message: RaftMessage, to leader: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if synced < log.last.index {
      heldBack.append(Envelope(from: id, to: leader, .internal(message)))
    } else {
      send(message, to: leader, &outbox)
    }
  }

  /// Syncs the log, and says what was held back.
  mutating func sync(_ outbox: inout Outbox<Self>) {
    synced = log.last.index
    outbox.save(storage)
    outbox.envelopes += heldBack
    heldBack = []
    if isLeader { advanceCommit(&outbox) }
  }
}
