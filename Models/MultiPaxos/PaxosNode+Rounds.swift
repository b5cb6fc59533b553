import PaxcheckKit

extension PaxosNode {
  /// The first round of which the node does not know what is chosen.
  var openRound: Int {
    storage.committed[storage.snapshot.rounds...].firstIndex(of: nil) ?? configuration.rounds
  }

  /// The rounds that the node may work on, whether it does already or not.
  var openRounds: [Int] {
    (openRound..<min(openRound + configuration.window, configuration.rounds))
      .filter { storage.committed[$0] == nil }
  }

  /// Submits an entry and attempts to have it chosen for a round, if the round is open.
  mutating func append(in round: Int, _ outbox: inout Outbox<Self>) {
    guard openRounds.contains(round) else { return }
    begin(ownOperation, in: round, &outbox)
  }

  /// Begins an attempt with an entry of the node's own, in place of one that is under way.
  mutating func begin(
    _ operation: Entry.Operation, in round: Int, _ outbox: inout Outbox<Self>
  ) {
    submit(Entry(id: newID(&outbox), operation: operation), in: round, &outbox)
  }

  /// What tells an entry of the node's own from all others.
  func newID(_ outbox: inout Outbox<Self>) -> Entry.ID {
    Entry.ID(author: id, serial: outbox.uniqueNumber())
  }

  /// The same with an entry that has its identity.
  mutating func submit(_ entry: Entry, in round: Int, _ outbox: inout Outbox<Self>) {
    note(.submitted(entry), &outbox)
    endAttempt(at: round)
    begin(entry, in: round, &outbox)
  }

  /// Begins an attempt: with an election, or with the proposal if the node leads already.
  mutating func begin(_ entry: Entry, in round: Int, _ outbox: inout Outbox<Self>) {
    let status = status(in: round)
    guard status == .active, let number = nextNumber(in: round) else {
      return noteFailure(of: entry, .inactive(status), &outbox)
    }
    if leads(round) {
      let accepted = storage.acceptor.accepted[round]
      propose(accepted?.entry ?? entry, for: entry, number, in: round, &outbox)
    } else {
      prepare(entry, in: round, &outbox)
    }
  }

  /// Whether the node can propose in a round without an election.
  func leads(_ round: Int) -> Bool {
    guard let leadership, let number = nextNumber(in: round) else { return false }
    return leadership.covers(round, with: number) && haveSameCluster(round, leadership.termStart)
  }

  /// The number that the node would use next: the least of its own that is not below any that it saw.
  func nextNumber(in round: Int) -> Int? {
    cluster(of: round)?.number(of: id, from: max(storage.acceptor.observed, 1))
  }

  /// The attempt at a round, if it is about this number.
  func attempt(at round: Int, _ number: Int) -> Attempt? {
    attempts.first { $0.round == round && $0.number == number }
  }

  /// Takes the place of the attempt at the same round, if there is one.
  mutating func setAttempt(_ attempt: Attempt) {
    endAttempt(at: attempt.round)
    let place = attempts.firstIndex { $0.round > attempt.round } ?? attempts.endIndex
    attempts.insert(attempt, at: place)
  }

  /// Ends an attempt, so that its round is free again.
  mutating func endAttempt(at round: Int) {
    attempts.removeAll { $0.round == round }
  }
}
