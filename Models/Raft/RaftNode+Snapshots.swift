import PaxcheckKit
import RegisterClient

/// A call of the leader whose next entry is a snapshot, the state of which is asked for.
struct Fetch: Hashable, Sendable {
  /// The index of the snapshot.
  let index: Int
  let previous: Clock
  let entries: [LogEntry]
}

/// A snapshot takes the place of all entries up to one that is committed, so that a log does not grow for
/// ever. Who lacks some of those takes over the snapshot and its state instead.
///
/// A node keeps the state first, then puts the snapshot into its log, and then drops what is before it. It may
/// have gone on by then: the snapshot tells who the members were at its own place.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §7;
///   sorock, for snapshots that are entries of the log.
extension RaftNode {
  /// Whether the node has applied more than its last snapshot stands for, and may take another.
  var maySnapshot: Bool {
    storage.spent.snapshots < setting.snapshots(of: id) && commit > log.snapshot
      && storage.snapshots[commit] == nil
  }

  /// The last place where the state was kept and the log has no snapshot yet. After a crash the node has to
  /// learn once more that it is committed.
  var foldable: Int? {
    storage.snapshots.keys.filter { $0 > log.snapshot && $0 <= commit }.max()
  }

  /// Keeps the state that the committed log has come to.
  mutating func takeSnapshot() {
    storage.spent.snapshots += 1
    storage.snapshots[commit] = machine
  }

  /// Puts a snapshot in the place of the entry at which the state was kept.
  mutating func fold(_ outbox: inout Outbox<Self>) {
    guard let index = foldable, let entry = log[index] else { return }
    fold(entry, members: log.members(at: index), &outbox)
  }

  mutating func fold(_ entry: LogEntry, members: Members, _ outbox: inout Outbox<Self>) {
    let snapshot = LogEntry(clock: entry.clock, command: .snapshot(members: members))
    storage.log.replace(with: snapshot)
    updateMembership()
    note(.folded(snapshot, members: setting.firstMembers), &outbox)
  }

  /// Drops what the last snapshot stands for, and earlier states.
  mutating func compact() {
    let index = log.snapshot
    storage.log.drop(before: index)
    storage.snapshots = storage.snapshots.filter { $0.key >= index }
  }

  /// Whether an entry is a snapshot that the node could take over, if it had the state.
  func mayInstall(_ entry: LogEntry) -> Bool { entry.command.isSnapshot && entry.index > commit }

  /// Asks for the state of a snapshot, before the call with its entry is answered.
  mutating func ask(_ leader: ActorID, for fetch: Fetch, _ outbox: inout Outbox<Self>) {
    self.fetch = fetch
    send(.getSnapshot(term: term, index: fetch.index), to: leader, &outbox)
  }

  /// Goes on with the call that waits for the state of a snapshot, which may be refused.
  mutating func goOn(
    with state: StateMachine?, at index: Int, term: Int, _ outbox: inout Outbox<Self>
  ) {
    guard let fetch, fetch.index == index, term == self.term,
      let leader = storage.ballot.votedFor
    else { return }
    var entries = fetch.entries
    if let state {
      storage.snapshots[index] = state
    } else {
      entries.removeAll { $0.index >= index }
    }
    insert(entries, after: fetch.previous, from: leader, term: term, &outbox)
  }

  /// Takes over a snapshot whose state the node has; `false` if it has not. What follows the same entry in the
  /// log stays.
  mutating func install(_ snapshot: LogEntry) -> Bool {
    guard let state = storage.snapshots[snapshot.index] else { return false }
    let isKnown = log[snapshot.index]?.clock == snapshot.clock
    if isKnown {
      storage.log.replace(with: snapshot)
    } else {
      storage.log = Log(snapshot)
    }
    synced = setting.syncsLater ? min(synced, snapshot.index - 1) : log.last.index
    (commit, machine) = (snapshot.index, state)
    waiting = isKnown ? waiting.filter { $0.key > snapshot.index } : [:]
    return true
  }

  /// Tells that what a snapshot stands for is committed here.
  func noteInstallation(_ outbox: inout Outbox<Self>) {
    if let entry = log[commit] { note(.committed([entry], term: term), &outbox) }
  }
}
