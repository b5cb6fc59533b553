import PaxcheckKit
import RegisterClient

/// A follower takes over the log of its leader.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.3.
extension RaftNode {
  /// Inserts entries of a leader up to the first one that does not fit, and answers how many there were.
  mutating func insert(
    _ entries: [LogEntry], after previous: Clock, from leader: ActorID, term: Int,
    _ outbox: inout Outbox<Self>
  ) {
    guard term >= self.term else { return }
    follow(leader, in: term)
    waitAnew(&outbox)
    fetch = nil
    let known = commit
    let count = insert(entries, after: previous)
    updateMembership()
    if commit > known { noteInstallation(&outbox) }
    if count > 0 { verified = max(verified, previous.index + count) }
    if count < entries.count, mayInstall(entries[count]) {
      return ask(
        leader, for: Fetch(index: entries[count].index, previous: previous, entries: entries),
        &outbox)
    }
    answer(
      .replicated(
        term: term, next: previous.index + 1, inserted: count, last: log.last.index),
      to: leader, &outbox)
  }

  /// Inserts entries up to the first one that does not fit. Returns how many the log has now.
  mutating func insert(_ entries: [LogEntry], after previous: Clock) -> Int {
    var (previous, count) = (previous, 0)
    for entry in entries {
      guard insert(entry, after: previous) else { break }
      previous = entry.clock
      count += 1
    }
    return count
  }

  /// Inserts one entry; `false` if it does not fit.
  private mutating func insert(_ entry: LogEntry, after previous: Clock) -> Bool {
    if entry.command.isSnapshot { return entry.index <= commit || install(entry) }
    switch storage.log.insert(entry, after: previous) {
    case .leap, .inconsistent: return false
    case .skipped: return true
    case .inserted:
      synced = setting.syncsLater ? min(synced, previous.index) : entry.index
      waiting = waiting.filter { $0.key < entry.index }
      return true
    }
  }
}
