import PaxcheckKit
import RegisterClient

/// A node with a mutation: it tampers with what reaches the correct node, or with what that node
/// keeps or says.
struct PaxosMutant: DeterministicActor {
  typealias Message = PaxosNode.Message
  typealias Timer = PaxosNode.Timer
  typealias Choice = PaxosNode.Choice
  typealias Storage = PaxosNode.Storage
  typealias Event = PaxosNode.Event

  let mutation: MultiPaxosMutation
  var node: PaxosNode
  /// What the node stored when it took its last snapshot, for a mutant that goes back to it.
  var backup: PaxosNode.Storage?

  mutating func start(_ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.start(&$1) }
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      if case .internal(let message) = message {
        node.receive(message, from: sender, with: mutation, &outbox)
      } else {
        node.receive(message, from: sender, &outbox)
      }
      node.tamper(with: mutation, &outbox)
    }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      node.timeout(timer, with: mutation, &outbox)
      node.tamper(with: mutation, &outbox)
    }
    guard mutation == .resumesOldSnapshot else { return }
    if timer == .takeSnapshot { backup = node.storage }
    if timer == .loseMemory, let backup { resume(backup, &outbox) }
  }

  /// Goes on with what was stored when the last snapshot was taken.
  private mutating func resume(_ backup: PaxosNode.Storage, _ outbox: inout Outbox<Self>) {
    let amnesias = node.storage.amnesias
    outbox.wrap(&node) { node, outbox in
      let submitted = node.storage.submitted
      node.storage = backup
      node.storage.submitted = submitted
      node.storage.amnesias = amnesias
      node.setTimers(&outbox)
      outbox.save(node.storage)
    }
    outbox.events.removeAll { $0 == .server(.forgot) }
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      node.choose(choice, &outbox)
      node.tamper(with: mutation, &outbox)
    }
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    var storage = storage
    if mutation == .losesPromiseInCrash { storage?.acceptor.forgetPromises() }
    if mutation == .losesVoteInCrash { storage?.acceptor.forgetVotes() }
    outbox.wrap(&node) { [storage] in $0.recover(from: storage, &$1) }
  }

  /// A mutant may come back to messages that the correct node is done with.
  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    switch (mutation, message) {
    case (.losesPromiseInCrash, _), (.promisesNumberTwice, _): false
    case (.installsObservedNumber, .internal(.conflict)): false
    case (.installsObservedNumber, .internal(.snapshot)): false
    case (.votesBelowSnapshot, .internal(.prepare)): false
    case (.votesBelowSnapshot, .internal(.propose)): false
    case (.acceptsDespitePromise, .internal(.propose)): false
    case (.sharesNumbers, .internal(.prepare)): false
    case (.latePromiseCounts, .internal(.promise)): false
    case (.countsStaleAnswers, .internal(.accepted)): false
    case (.leadsWithNewNumber, .internal(.accepted)): false
    case (.leadsWithOldNumber, .internal(.accepted)): false
    case (.leadsOtherCluster, .internal(.accepted)), (.leadsGrownCluster, .internal(.accepted)):
      false
    case (.commitsOwnVote, .internal(.commitByID)): false
    default: node.ignoresForever(message, from: sender)
    }
  }
}

extension PaxosNode {
  /// Handles a message with a mutation.
  fileprivate mutating func receive(
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
      (.silentWhenDecided, .poll(let round)):
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
    default: break
    }
  }

  /// Changes what a node keeps and says after whatever it did.
  fileprivate mutating func tamper(
    with mutation: MultiPaxosMutation, _ outbox: inout Outbox<Self>
  ) {
    switch mutation {
    case .neverRetries: outbox.cancel(.retry)
    case .deniesProposed: exposed = []
    case .reportsOneRound: outbox.reportOneRound()
    case .overwritesNewerVote:
      for case .server(.accepted(let vote, let round)) in outbox.events {
        storage.acceptor.accepted[round] = vote
      }
    case .pollsByElection:
      let round = openRound
      guard round < configuration.rounds, let number = nextNumber(in: round) else { break }
      outbox.envelopes = outbox.envelopes.map { envelope in
        guard case .internal(.poll) = envelope.message else { return envelope }
        return Envelope(
          from: envelope.source, to: envelope.destination,
          .internal(.prepare(round: round, number: number)))
      }
    case .commitsOwnVote:
      for case .server(.declared(let vote, let round)) in outbox.events {
        for node in others(in: round) {
          send(.commitByID(round: round, vote.entry.id), to: node, &outbox)
        }
      }
    case .appliesOverGap:
      for case .server(.committed(_, let round)) in outbox.events where round > openRound {
        apply(round, &outbox)
      }
    case .answersRailroaded:
      for case .server(.committed(let entry, _)) in outbox.events {
        guard let request = requests.first, request != entry else { continue }
        requests.removeFirst()
        answer(request, with: state(before: openRound).register, &outbox)
      }
    case .readsLocally:
      guard let place = requests.firstIndex(where: { $0.operation == .read }) else { break }
      let request = requests.remove(at: place)
      attempts.removeAll { $0.entry == request }
      outbox.envelopes = []
      answer(request, with: state(before: openRound).register, &outbox)
    case .appliesTwice:
      for case .server(.committed(let entry, let round)) in outbox.events
      where round < openRound && storage.committed[..<round].contains(entry) {
        note(.applied(entry, round: round), &outbox)
      }
    default: break
    }
    if outbox.disk.durable != nil && !configuration.syncsLater { outbox.save(storage) }
  }

  /// Handles a timeout with a mutation.
  fileprivate mutating func timeout(
    _ timer: Timer, with mutation: MultiPaxosMutation, _ outbox: inout Outbox<Self>
  ) {
    let before = storage.acceptor
    if case .fill(let round) = timer, mutation == .fillsWithoutElection {
      let bound = max(before.observed, before.strongestPromise + 1)
      let number = cluster(of: round)?.number(of: id, from: bound) ?? bound
      storage.acceptor.observed = number
      leadership = Leadership(termStart: round, number: number)
    }
    if timer == .takeSnapshot {
      timeout(timer, &outbox)
      if mutation == .forgetsAppliedEntries { storage.snapshot.state.applied = [] }
      return
    }
    if timer == .loseMemory { return loseMemory(with: mutation, &outbox) }
    guard case .append(let round) = timer else { return timeout(timer, &outbox) }
    let number = nextNumber(in: round) ?? 0
    let covers = leadership.map { $0.termStart <= round } ?? false
    switch mutation {
    case .leadsWithNewNumber where covers:
      leadership?.number = number
    case .leaderIgnoresOwnVote where leadership?.covers(round, with: number) == true:
      storage.acceptor.accepted[round] = nil
    case .leadsWithOldNumber where covers:
      let old = leadership?.number ?? 0
      if before.accepted[round]?.number ?? 0 <= old { storage.acceptor.observed = old }
    case .promisesNumberTwice:
      storage.acceptor.takeBackPromise(of: number)
    case .leadsOtherCluster where covers, .leadsGrownCluster where covers:
      return lead(round, &outbox)
    default: break
    }
    timeout(timer, &outbox)
    storage.acceptor.observed = max(storage.acceptor.observed, before.observed)
    storage.acceptor.raisePromises(to: before.promises)
    if mutation == .leaderIgnoresOwnVote, storage.acceptor.accepted[round] == nil {
      storage.acceptor.accepted[round] = before.accepted[round]
    }
  }

  /// Loses its memory, but keeps its identity, and perhaps most of what it knew.
  private mutating func loseMemory(
    with mutation: MultiPaxosMutation, _ outbox: inout Outbox<Self>
  ) {
    let before = storage
    timeout(.loseMemory, &outbox)
    switch mutation {
    case .votesAfterAmnesia: storage.incarnation = before.incarnation
    case .truncatesDamagedLog:
      let last = before.acceptor.accepted.lastIndex { $0 != nil }
      let amnesias = storage.amnesias
      storage = before
      storage.amnesias = amnesias
      if let last { storage.acceptor.accepted[last] = nil }
    default: return
    }
    outbox.events.removeAll { $0 == .server(.forgot) }
    setTimers(&outbox)
    outbox.save(storage)
  }

  /// Proposes an entry for a round after that of the node's election, whatever its cluster.
  private mutating func lead(_ round: Int, _ outbox: inout Outbox<Self>) {
    guard let leadership, openRounds.contains(round),
      storage.acceptor.observed <= leadership.number
    else { return }
    storage.submitted += 1
    let entry = Entry(id: Entry.ID(author: id, serial: storage.submitted), operation: .none)
    note(.submitted(entry), &outbox)
    endAttempt(at: round)
    let accepted = storage.acceptor.accepted[round]?.entry
    propose(accepted ?? entry, for: entry, leadership.number, in: round, &outbox)
    setTimers(&outbox)
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

extension Acceptor {
  fileprivate mutating func forgetPromises() {
    promises = promises.map { _ in 0 }
    observed = 0
  }

  fileprivate mutating func forgetVotes() { accepted = accepted.map { _ in nil } }

  /// Makes the acceptor forget that it promised exactly this number, so that it may do so again.
  fileprivate mutating func takeBackPromise(of number: Int) {
    promises = promises.map { $0 == number ? number - 1 : $0 }
  }

  fileprivate mutating func raisePromises(to promises: [Int]) {
    self.promises = zip(self.promises, promises).map(max)
  }

  fileprivate mutating func raisePromises(to number: Int, from round: Int) {
    for later in round..<promises.count { promises[later] = max(promises[later], number) }
  }
}

extension Outbox where A == PaxosNode {
  /// Leaves only the first round of each promise that is sent.
  fileprivate mutating func reportOneRound() {
    envelopes = envelopes.map { envelope in
      guard case .internal(.promise(let round, let number, let accepted)) = envelope.message
      else { return envelope }
      let first = accepted.filter { $0.round == round }
      return Envelope(
        from: envelope.source, to: envelope.destination,
        .internal(.promise(round: round, number: number, accepted: first)))
    }
  }
}
