public import PaxcheckKit

extension PaxosNode {
  /// A request is dead once a greater number was promised, and an answer once nothing can come of the
  /// attempt that it is for.
  ///
  /// Promises never sink, not even in a crash, so a number whose election is over is never used for
  /// another election.
  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    switch message {
    case .prepare(_, let number):
      number <= storage.acceptor.strongestPromise
    case .promise(let round, let number, _):
      attempt(at: round, number)?.isElecting != true
    case .propose(let round, let vote):
      vote.number < storage.acceptor.promises[round]
    case .accepted(let round, let number):
      attempt(at: round, number) == nil && !mayPropose(number, in: round)
    }
  }

  /// Whether the node might still propose something for a round under a number that it used before:
  /// as a leader it may give up an attempt and begin again.
  private func mayPropose(_ number: Int, in round: Int) -> Bool {
    leadership?.number == number && nextNumber(in: round) == number
      && storage.committed[round] == nil && storage.submitted < budget
  }
}
