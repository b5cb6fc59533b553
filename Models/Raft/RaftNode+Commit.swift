import PaxcheckKit
import RegisterClient

/// What a majority has is committed, and applied in the order of the log.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.3
///   and §5.4.2.
extension RaftNode {
  /// The greatest index up to which a majority has the leader's log.
  var quorumIndex: Int {
    let matches = members.map { $0 == id ? synced : progress(of: $0)?.match ?? 0 }
    return matches.isEmpty ? 0 : matches.sorted(by: >)[members.count / 2]
  }

  /// Commits what a majority has, if its last entry is of the leader's own term: earlier ones may still be
  /// overwritten, until one of this term is behind them.
  mutating func advanceCommit(_ outbox: inout Outbox<Self>) {
    let index = quorumIndex
    if isLeader, index > commit, log[index]?.term == term { commit(upTo: index, &outbox) }
  }

  /// Applies all entries up to an index, and answers those who wait for them.
  mutating func commit(upTo index: Int, _ outbox: inout Outbox<Self>) {
    guard log[index] != nil else { return outbox.fail("entry \(index) is committed and missing") }
    let entries = log.entries(from: commit + 1, count: index - commit)
    note(.committed(entries, term: term), &outbox)
    let answered = entries.filter { entry in
      commit = entry.index
      apply(entry)
      return answer(entry, &outbox)
    }
    answerReadable(&outbox)
    guard setting.completes else { return }
    for id in answered.compactMap(\.command.request) where mayAppend {
      append(.complete(id), &outbox)
    }
  }

  /// Tells the others that the leader is alive.
  mutating func beat(_ outbox: inout Outbox<Self>) {
    if !setting.isEndless { storage.spent.heartbeats += 1 }
    for receiver in receivers {
      send(.heartbeat(term: term, commit: commit), to: receiver, &outbox)
    }
  }

  /// Hears that a leader is alive, and commits what it has committed, as far as the log is known to be the
  /// leader's.
  mutating func hear(
    from leader: ActorID, term: Int, commit: Int, _ outbox: inout Outbox<Self>
  ) {
    guard term >= self.term, !setting.isBusy || campaign == nil else { return }
    follow(leader, in: term)
    waitAnew(&outbox)
    hearsLeader = setting.isPatient
    let known = min(commit, verified)
    if known > self.commit { self.commit(upTo: known, &outbox) }
  }
}
