public import PaxcheckKit
public import RegisterClient

extension PaxosNode {
  /// A request is dead once a greater number was promised and no sender is to be told so, an answer once
  /// nothing can come of the attempt that it is for, and news once they are known.
  ///
  /// Promises never sink, not even in a crash, so a number whose election is over is never used for
  /// another election. Where storage is synced later, or the node may lose its memory, they may.
  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    guard case .internal(let message) = message else { return false }
    guard isAboutThisLog(message) else { return true }
    guard !configuration.syncsLater, storage.incarnation >= configuration.lastIncarnation(of: id)
    else {
      return false
    }
    switch message {
    case .prepare(let round, let number):
      return isPointless(number, in: round)
        || !configuration.answersConflicts && number <= storage.acceptor.strongestPromise
    case .promise(let round, let number, _):
      return attempt(at: round, number)?.isElecting != true
    case .propose(let round, let vote):
      return isPointless(vote.number, in: round)
        || !configuration.answersConflicts && vote.number < storage.acceptor.promises[round]
    case .accepted(let round, let number):
      return isSettled(number, in: round, with: sender)
    case .conflict(let round, let number, let observed, let converged):
      return observed <= storage.acceptor.observed
        && (converged == nil || !isRetained(round) || storage.committed[round] == converged)
        && isSettled(number, in: round, with: sender)
    case .forgotten(let round, let number, let observed):
      return observed <= storage.acceptor.observed && isSettled(number, in: round, with: sender)
    case .abstention(let round, let number):
      return isSettled(number, in: round, with: sender)
    case .poll, .peek, .delegation:
      return false
    case .commit(let round, let entry):
      return !isRetained(round) || storage.committed[round] == entry
    case .snapshot(let snapshot, let observed):
      return snapshot.rounds <= openRound && observed <= storage.acceptor.observed
    case .commitByID(let round, let id):
      return !isRetained(round) || storage.committed[round]?.id == id
    }
  }

  /// Whether a message is about rounds that there are. On a real network, a sender that has another log, or
  /// none, may say anything.
  func isAboutThisLog(_ message: MultiPaxosMessage) -> Bool {
    message.rounds.allSatisfy { 0..<configuration.rounds ~= $0 }
  }

  /// Whether the node will never have a vote in a round, or no longer retains it and says nothing about
  /// it.
  private func isPointless(_ number: Int, in round: Int) -> Bool {
    hasNoVote(in: round)
      || !isRetained(round) && !configuration.answersConflicts
        && number <= storage.acceptor.observed
  }

  private func hasNoVote(in round: Int) -> Bool {
    switch standing(in: round) {
    case .exiled, .passive, .ejected: true
    // Who does not know the log yet may find that it has a vote.
    case .active, .disoriented, .shutDown: false
    }
  }

  /// Whether nothing can come of a node's answer about a number any more.
  private func isSettled(_ number: Int, in round: Int, with node: ActorID) -> Bool {
    guard let attempt = attempt(at: round, number) else { return !mayPropose(number, in: round) }
    guard case .committing(_, let pending) = attempt.phase else { return false }
    return !pending.contains(node)
  }

  /// Whether the node might still propose something for a round under a number that it used before:
  /// as a leader it may give up an attempt and begin again.
  private func mayPropose(_ number: Int, in round: Int) -> Bool {
    leadership?.number == number && nextNumber(in: round) == number
      && !hasConverged(round)
  }
}
