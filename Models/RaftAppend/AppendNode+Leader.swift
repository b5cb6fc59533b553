import PaxcheckKit

/// A leader sends the others what they lack, and commits what a majority has.
extension AppendNode {
  /// Appends an entry and sends it. Only a leader does.
  mutating func append(_ command: AppendEntry.Command, _ outbox: inout Outbox<Self>) {
    storage.log.append(AppendEntry(term: term, command: command))
    sendToAll(&outbox)
    advanceCommit(&outbox)
  }

  mutating func sendToAll(_ outbox: inout Outbox<Self>) {
    for peer in peers { send(to: peer, &outbox) }
  }

  /// Sends a node what it lacks, perhaps nothing, or a snapshot if that is no longer in the log.
  mutating func send(to peer: ActorID, _ outbox: inout Outbox<Self>) {
    guard var progress = progress(of: peer) else { return }
    if progress.next <= log.snapshot.last.index {
      return outbox.send(.snapshot(term: term, log.snapshot), to: peer)
    }
    let entries = log.entries(from: progress.next, count: setting.sendsOneEntry ? 1 : .max)
    let previous = log.position(at: progress.next - 1)
    outbox.send(
      .append(term: term, previous: previous, entries: entries, commit: commit), to: peer)
    if setting.isOptimistic {
      progress.next += entries.count
      setProgress(progress, of: peer)
    }
  }

  /// Takes a node's answer, whatever message it is for.
  ///
  /// A refusal is old if the next entry to send is the one behind those that the node is known to have. An
  /// optimistic leader does not send at once what it has to send again.
  mutating func note(
    _ index: Int, of peer: ActorID, isSuccess: Bool, _ outbox: inout Outbox<Self>
  ) {
    guard var progress = progress(of: peer) else { return }
    if isSuccess {
      progress.match = max(progress.match, index)
      progress.next = progress.match + 1
      setProgress(progress, of: peer)
      advanceCommit(&outbox)
    } else if progress.next > progress.match + 1 {
      progress.next = max(progress.match + 1, min(progress.next - 1, index + 1))
      setProgress(progress, of: peer)
      if !setting.isOptimistic { send(to: peer, &outbox) }
    }
  }

  /// The greatest index up to which a majority has the leader's log.
  var quorumIndex: Int {
    guard case .leader(let all) = role else { return 0 }
    let matches = all.indices.map { $0 == id.index ? log.last : all[$0].match }
    return matches.sorted(by: >)[setting.nodes / 2]
  }

  /// Commits what a majority has, if its last entry is of the leader's own term.
  mutating func advanceCommit(_ outbox: inout Outbox<Self>) {
    let index = quorumIndex
    if index > commit, log.term(at: index) == term { commit(upTo: index, &outbox) }
  }

  /// Commits entries of the leader's log, and tells those who wait for them.
  mutating func commit(upTo index: Int, _ outbox: inout Outbox<Self>) {
    for place in (commit + 1)...index where setting.hasReads {
      switch log[place]?.command {
      case .write: outbox.record(.written(place))
      case .read:
        outbox.record(
          .answered(log.position(at: place), seeing: log.newestWrite(upTo: place)))
      case .nothing, nil: break
      }
    }
    commit = index
  }

  /// Answers a read: by an entry of the log, unless the node may answer with what it knows.
  mutating func read(_ outbox: inout Outbox<Self>) {
    if setting.readsLocally {
      return outbox.record(.read(seeing: log.newestWrite(upTo: commit)))
    }
    outbox.record(.asked(Position(term: term, index: log.last + 1)))
    append(.read, &outbox)
  }

  func progress(of peer: ActorID) -> Progress? {
    if case .leader(let progress) = role { progress[peer.index] } else { nil }
  }

  mutating func setProgress(_ progress: Progress, of peer: ActorID) {
    guard case .leader(var all) = role else { return }
    all[peer.index] = progress
    role = .leader(all)
  }
}

extension AppendNode {
  /// Notes if the leader has sent nothing in answer to a refusal but a message without entries.
  func noteRetry(
    after message: Message, of peer: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard case .answer(_, isSuccess: false, _) = message else { return }
    let isEmpty = outbox.envelopes.contains { envelope in
      if case .append(_, _, let entries, _) = envelope.message { entries.isEmpty } else { false }
    }
    if isEmpty { outbox.record(.retriedWithNothing) }
  }
}
