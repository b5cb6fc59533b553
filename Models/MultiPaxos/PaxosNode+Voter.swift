public import PaxcheckKit

/// What the voter of a node makes of a request that the acceptor would grant.
///
/// - SeeAlso: paxakos, README, "Protocol", on abstentions and rejections.
public enum VoterDecision: Hashable, Sendable, CustomStringConvertible {
  case grant(MultiPaxosMessage, to: ActorID)
  case withhold(MultiPaxosMessage, from: ActorID)

  public var description: String {
    switch self {
    case .grant(let request, let node): "grant \(node) \(request)"
    case .withhold(let request, let node): "withhold from \(node) \(request)"
    }
  }
}

extension PaxosNode {
  /// Lets the voter decide about a request, if it may withhold votes and the acceptor would not.
  mutating func consider(
    _ request: MultiPaxosMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if configuration.abstains && mayGrant(request) {
      outbox.offer([.grant(request, to: sender), .withhold(request, from: sender)])
    } else {
      answer(request, from: sender, &outbox)
    }
  }

  mutating func follow(_ decision: VoterDecision, _ outbox: inout Outbox<Self>) {
    switch decision {
    case .withhold(let request, let sender): withhold(request, from: sender, &outbox)
    case .grant(let request, let sender): answer(request, from: sender, &outbox)
    }
  }

  private func mayGrant(_ request: MultiPaxosMessage) -> Bool {
    switch request {
    case .prepare(_, let number): number > storage.acceptor.strongestPromise
    case .propose(let round, let vote): vote.number >= storage.acceptor.promises[round]
    default: false
    }
  }

  private mutating func answer(
    _ request: MultiPaxosMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch request {
    case .prepare(let round, let number): promise(number, from: round, to: sender, &outbox)
    case .propose(let round, let vote): accept(vote, in: round, from: sender, &outbox)
    default: break
    }
  }

  private func withhold(
    _ request: MultiPaxosMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch request {
    case .prepare(let round, let number):
      send(.abstention(round: round, number: number), to: sender, &outbox)
    case .propose(let round, let vote):
      send(.abstention(round: round, number: vote.number), to: sender, &outbox)
    default: break
    }
  }

  /// Counts that a voter keeps out. It says nothing of greater numbers, so an election goes on.
  mutating func count(
    abstentionOf voter: ActorID, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    guard let attempt = attempt(at: round, number) else { return }
    if attempt.isElecting {
      count(lackOf: voter, attempt, &outbox)
    } else {
      count(refusalOf: voter, number, in: round, &outbox)
    }
  }

  /// Counts that a vote is lost. So many that no quorum is left end the attempt.
  mutating func count(
    lackOf voter: ActorID, _ attempt: Attempt, _ outbox: inout Outbox<Self>
  ) {
    guard let cluster = cluster(of: attempt.round) else { return }
    var attempt = attempt
    let quorum: Int
    let lacking: Int
    switch attempt.phase {
    case .peeking, .committing: return
    case .electing(let promisers, let merged, var refusers):
      refusers.insert(voter)
      attempt.phase = .electing(promisers: promisers, merged: merged, refusers: refusers)
      (quorum, lacking) = (cluster.promiseQuorum, refusers.count)
    case .proposing(let entry, let acceptors, var refusers):
      refusers.insert(voter)
      attempt.phase = .proposing(entry, acceptors: acceptors, refusers: refusers)
      (quorum, lacking) = (cluster.acceptQuorum, refusers.count)
    }
    if cluster.members.count - lacking < quorum {
      endAttempt(at: attempt.round)
      noteFailure(of: attempt.entry, .noQuorum, &outbox)
    } else {
      setAttempt(attempt)
      expectAnswers(to: attempt, &outbox)
    }
  }

  /// A node that waits for answers must wait for at least one other.
  func expectAnswers(to attempt: Attempt, _ outbox: inout Outbox<Self>) {
    if others(in: attempt.round).allSatisfy(attempt.answerers.contains) {
      outbox.fail("waits for answers about \(attempt.number), and all have come")
    }
  }
}
