import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// Handles a message with a mutation.
  mutating func receive(
    _ message: MultiPaxosMessage, from sender: ActorID, with mutation: MultiPaxosMutation,
    _ outbox: inout Outbox<Self>
  ) {
    let before = storage.acceptor
    var message = message
    var sender = sender
    switch (mutation, message) {
    case (.acceptsDespitePromise, .propose(let round, let vote)):
      storage.acceptor.promises[round] = min(before.promises[round], vote.number)
    case (.sharesNumbers, .prepare(_, let number)), (.promisesNumberTwice, .prepare(_, let number)):
      storage.acceptor.takeBackPromise(of: number)
    case (.ownEntryWins, .promise(let round, let number, _)):
      forgetMergedVotes(at: round, number)
      message = .promise(round: round, number: number, accepted: [])
    case (.lowestVoteWins, .promise(let round, let number, let accepted)):
      keepLowestVotes(at: round, number, accepted)
      message = .promise(round: round, number: number, accepted: [])
    case (.countsStaleAnswers, .accepted(let round, _)):
      let current = attempts.first { $0.round == round }?.number
      if let current { message = .accepted(round: round, number: current) }
    case (.countsDuplicates, .accepted(let round, let number)),
      (.countsDuplicates, .promise(let round, let number, _)):
      let known = attempt(at: round, number)?.voters ?? []
      if known.contains(sender) { sender = ActorID(configuration.nodes + known.count) }
    case (.garblesEntry, .propose(let round, let vote)):
      let garbled = Entry(id: Entry.ID(author: id, serial: 0), operation: .none)
      message = .propose(round: round, Vote(number: vote.number, entry: garbled))
    case (.answersPollWithVote, .poll(let round)):
      guard storage.committed[round] == nil, let vote = before.accepted[round] else { break }
      storage.committed[round] = vote.entry
      answerPoll(of: sender, about: round, &outbox)
      storage.committed[round] = nil
    case (.votesBelowSnapshot, .prepare(let round, _)) where !isRetained(round),
      (.votesBelowSnapshot, .propose(let round, _)) where !isRetained(round):
      let snapshot = storage.snapshot
      storage.snapshot = Snapshot()
      defer { storage.snapshot = snapshot }
      return receive(.internal(message), from: sender, &outbox)
    case (.commitsOwnVote, .commitByID(let round, let id)),
      (.commitsByNumber, .commitByID(let round, let id)):
      message = .commitByID(round: round, before.accepted[round]?.entry.id ?? id)
    case (.silentWhenDecided, .prepare(let round, _)), (.silentWhenDecided, .propose(let round, _)),
      (.silentWhenDecided, .poll(let round)), (.silentWhenDecided, .peek(let round, _)):
      if storage.committed[round] != nil { return }
    case (.waitsForNobody, .abstention(let round, let number)):
      return waitDespite(abstentionOf: sender, number, in: round, &outbox)
    case (.latePromiseCounts, .promise(let round, let number, let accepted)):
      guard case .proposing(let entry, _, _) = attempt(at: round, number)?.phase,
        let vote = accepted.first(where: { $0.round == round })?.vote, vote.entry != entry
      else { break }
      return propose(vote.entry, for: entry, number, in: round, &outbox)
    default: break
    }
    receive(.internal(message), from: sender, &outbox)
    switch (mutation, message) {
    case (.followsCandidates, .prepare(_, let number)): hear(from: sender, number, &outbox)
    case (.installsObservedNumber, .snapshot(let snapshot, let observed))
    where storage.snapshot == snapshot:
      storage.acceptor.observed = observed
    case (.forgetsPromise, .prepare): storage.acceptor.promises = before.promises
    case (.answersWithoutAccepting, .propose): storage.acceptor.accepted = before.accepted
    case (.acceptsDespitePromise, .propose): storage.acceptor.promises = before.promises
    case (.promisesNumberTwice, .prepare), (.sharesNumbers, .prepare):
      storage.acceptor.raisePromises(to: before.promises)
    case (.acceptingIsPromising, .propose(let round, let vote)):
      storage.acceptor.raisePromises(to: vote.number, from: round)
    case (.reportsRefusedProposal, .propose(let round, let vote)) where isRetained(round):
      storage.acceptor.accepted.merge(vote, in: round)
    default: break
    }
  }

  /// Makes an election forget what its promises came with, the node's own among them.
  private mutating func forgetMergedVotes(at round: Int, _ number: Int) {
    guard var attempt = attempt(at: round, number),
      case .electing(let promisers, let merged, let refusers) = attempt.phase
    else { return }
    let none = [Vote?](repeating: nil, count: merged.count)
    attempt.phase = .electing(promisers: promisers, merged: none, refusers: refusers)
    setAttempt(attempt)
  }

  /// Notes an abstention, but not that it may have been one too many.
  private mutating func waitDespite(
    abstentionOf voter: ActorID, _ number: Int, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    guard var attempt = attempt(at: round, number),
      case .electing(let promisers, let merged, var refusers) = attempt.phase
    else { return }
    refusers.insert(voter)
    attempt.phase = .electing(promisers: promisers, merged: merged, refusers: refusers)
    setAttempt(attempt)
    expectAnswers(to: attempt, &outbox)
  }

  /// Merges the votes that a promise comes with, but keeps the one of the lowest number.
  private mutating func keepLowestVotes(at round: Int, _ number: Int, _ accepted: [RoundVote]) {
    guard var attempt = attempt(at: round, number),
      case .electing(let promisers, var merged, let refusers) = attempt.phase
    else { return }
    for accepted in accepted {
      if let known = merged[accepted.round], known.number < accepted.vote.number { continue }
      merged[accepted.round] = accepted.vote
    }
    attempt.phase = .electing(promisers: promisers, merged: merged, refusers: refusers)
    setAttempt(attempt)
  }
}

extension Attempt {
  /// Those who voted for the attempt in its phase.
  fileprivate var voters: Set<ActorID> {
    switch phase {
    case .electing(let promisers, _, _): promisers
    case .proposing(_, let acceptors, _): acceptors
    case .peeking, .committing: []
    }
  }
}
