import PaxcheckKit
import RegisterClient

/// A leader brings the logs of the others in line with its own, one call at a time to each.
///
/// A call begins with few entries. As long as a peer takes all of them, the next call carries twice as
/// many; once it takes none, the next call begins further in front.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.3;
///   sorock, for the stream of calls.
extension RaftNode {
  /// Begins to lead: with a barrier, which tells where the term begins.
  mutating func lead(_ outbox: inout Outbox<Self>) {
    note(.elected(term: term, log: log.entries), &outbox)
    campaign = nil
    hearsLeader = false
    let next = log.last.index + 1
    leadership = Leadership(
      progress: (0..<setting.nodes).map { index in
        receivers.contains(ActorID(index)) ? Progress(next: next) : nil
      })
    append(.barrier, &outbox)
  }

  /// Appends an entry, and sends it to those who are not busy with others.
  ///
  /// Only a leader does.
  mutating func append(_ command: Command, _ outbox: inout Outbox<Self>) {
    let clock = Clock(term: term, index: log.last.index + 1)
    storage.log.append(LogEntry(clock: clock, command: command))
    if !setting.syncsLater { synced = clock.index }
    if command.members != nil { updateMembership() }
    advanceCommit(&outbox)
    for receiver in receivers { replicate(to: receiver, &outbox) }
  }

  /// Sends a peer the entries that follow what it has, unless it has not answered the call before.
  mutating func replicate(to peer: ActorID, _ outbox: inout Outbox<Self>) {
    guard setting.replication == .stream, var progress = progress(of: peer),
      progress.call == nil, progress.next <= log.last.index
    else { return }
    if progress.next < log.snapshot { progress.skip(to: log.snapshot) }
    let entries = log.entries(from: progress.next, count: min(progress.width, setting.width))
    progress.call = Progress.Call(next: progress.next, count: entries.count)
    setProgress(progress, of: peer)
    // The first entry is a snapshot, which fits wherever it is sent.
    let previous = log[progress.next - 1]?.clock ?? Clock(term: 0, index: progress.next - 1)
    send(.replicate(term: term, previous: previous, entries: entries), to: peer, &outbox)
  }

  /// A peer has so many entries of a call now, unless the call is of another leadership, or was given up.
  mutating func note(
    _ inserted: Int, of peer: ActorID, term: Int, next: Int, last: Int,
    _ outbox: inout Outbox<Self>
  ) {
    guard term == self.term, var progress = progress(of: peer), let call = progress.call,
      call.next == next, 0...call.count ~= inserted
    else { return }
    progress.call = nil
    if inserted == 0 {
      progress.next = max(progress.match + 1, min(next - 1, last + 1))
      progress.width = 1
    } else {
      progress.match = max(progress.match, next + inserted - 1)
      progress.next = next + inserted
      progress.width = inserted == call.count ? 2 * inserted : inserted
    }
    setProgress(progress, of: peer)
    advanceCommit(&outbox)
    replicate(to: peer, &outbox)
  }

  /// Whether a call of the leader is not answered.
  var isCalling: Bool { leadership?.progress.contains { $0?.call != nil } ?? false }

  /// Gives up the calls that are not answered, and sends them again, perhaps with more entries.
  mutating func callAgain(_ outbox: inout Outbox<Self>) {
    for receiver in receivers {
      guard var progress = progress(of: receiver), progress.call != nil else { continue }
      progress.call = nil
      setProgress(progress, of: receiver)
      replicate(to: receiver, &outbox)
    }
  }

  func progress(of peer: ActorID) -> Progress? {
    guard let leadership, leadership.progress.indices.contains(peer.index) else { return nil }
    return leadership.progress[peer.index]
  }

  mutating func setProgress(_ progress: Progress, of peer: ActorID) {
    leadership?.progress[peer.index] = progress
  }
}
