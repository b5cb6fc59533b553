import PaxcheckKit

extension PaxosNode {
  /// The rounds that a verification can be about, and what the node would say about them.
  var checksum: Int { state(before: openRound).checksum + damage }

  /// What sets the node's state apart from what the log says: a fault, which the node knows nothing of.
  private var damage: Int { configuration.isDamaged(id) ? 1 : 0 }

  /// Has the others compare their states with that of the node: a verification is an entry that says
  /// what the rounds before it leave behind.
  mutating func verify(_ outbox: inout Outbox<Self>) {
    guard openRound > 0, openRound < configuration.rounds else { return }
    begin(.verify(rounds: openRound, checksum: checksum), in: openRound, &outbox)
  }

  /// Whether the node would vote for an entry: for a verification only if it has applied the same
  /// rounds, and has come to the same. So what is chosen is what a majority has come to.
  func approves(_ entry: Entry) -> Bool {
    guard case .verify(let rounds, let checksum) = entry.operation else { return true }
    guard let own = checksumBefore(rounds) else { return configuration.approvesUnseen }
    return own == checksum
  }

  /// Ejects the state of the node if a verification says that a majority has come to another one. The
  /// node has no vote from then on, and applies nothing.
  mutating func heed(_ entry: Entry, _ outbox: inout Outbox<Self>) {
    guard case .verify(let rounds, let checksum) = entry.operation,
      let own = checksumBefore(rounds), own != checksum
    else { return }
    storage.isEjected = true
    note(.ejected, &outbox)
  }

  /// What the node says about the first rounds; `nil` if it has not applied them, or retains too little.
  private func checksumBefore(_ rounds: Int) -> Int? {
    guard rounds <= openRound, rounds >= storage.snapshot.rounds else { return nil }
    return state(before: rounds).checksum + damage
  }
}

extension LogState {
  /// A number that tells apart the states that the few entries of a model lead to.
  fileprivate var checksum: Int {
    applied.reduce(0) { ($0 * 31 + $1.author.index * 7 + $1.serial) % 997 }
  }
}
