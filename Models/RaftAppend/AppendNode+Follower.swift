import PaxcheckKit

/// A follower takes over the log of its leader.
extension AppendNode {
  /// Stores entries if it has what is before them, and commits as far as it has what the leader has committed.
  mutating func take(
    _ entries: [AppendEntry], after previous: Position, commit known: Int, from leader: ActorID,
    _ outbox: inout Outbox<Self>
  ) {
    role = .follower
    outbox.cancel(.election)
    guard log.has(previous) else {
      return answer(leader, isSuccess: false, min(log.last, previous.index - 1), &outbox)
    }
    if storage.log.store(entries, after: previous.index) { writtenIn = term }
    let index = previous.index + entries.count
    commit = max(commit, min(known, index))
    answer(leader, isSuccess: true, index, &outbox)
  }

  /// Takes over a snapshot, unless all that it stands for is committed here.
  mutating func take(
    _ snapshot: AppendSnapshot, from leader: ActorID, _ outbox: inout Outbox<Self>
  ) {
    role = .follower
    outbox.cancel(.election)
    let index = snapshot.last.index
    if index > commit {
      storage.log.install(snapshot)
      writtenIn = term
      commit = index
    }
    answer(leader, isSuccess: true, index, &outbox)
  }

  func answer(
    _ leader: ActorID, isSuccess: Bool, _ index: Int, _ outbox: inout Outbox<Self>
  ) {
    outbox.send(.answer(term: term, isSuccess: isSuccess, index: index), to: leader)
  }
}
