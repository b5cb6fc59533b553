import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// Whether the node knows that a round has converged, be it that it no longer retains on what.
  func hasConverged(_ round: Int) -> Bool {
    !isRetained(round) || storage.committed[round] != nil
  }

  /// Whether the node retains what it knows of a round, and what it voted.
  func isRetained(_ round: Int) -> Bool { round >= storage.snapshot.rounds }

  /// What the rounds before an applied one leave behind.
  func state(before round: Int) -> LogState {
    var state = storage.snapshot.state
    for retained in storage.snapshot.rounds..<max(round, storage.snapshot.rounds) {
      if let entry = storage.committed[retained] { state.apply(entry, of: retained) }
    }
    return state
  }

  /// Takes a snapshot of what is applied, in place of the entries.
  mutating func takeSnapshot() {
    guard isRetained(openRound - 1) else { return }
    retain(from: Snapshot(rounds: openRound, state: state(before: openRound)))
  }

  /// Installs the snapshot of another node, if it is ahead of this one. The node keeps its promises, the
  /// numbers that it has seen, and its votes in later rounds.
  mutating func install(_ snapshot: Snapshot, observed: Int, _ outbox: inout Outbox<Self>) {
    storage.acceptor.observed = max(storage.acceptor.observed, observed)
    guard snapshot.rounds > openRound else { return }
    retain(from: snapshot)
    note(.installed(snapshot), &outbox)
    attempts.removeAll { $0.round < snapshot.rounds && !$0.isCommitting }
    let answered = requests.filter { snapshot.state.applied.contains($0.id) }
    requests.removeAll { answered.contains($0) }
    for request in answered { answer(request, with: snapshot.state.register, &outbox) }
    for round in snapshot.rounds..<openRound { apply(round, &outbox) }
  }

  /// Lets a snapshot stand for the first rounds.
  private mutating func retain(from snapshot: Snapshot) {
    storage.snapshot = snapshot
    for round in 0..<snapshot.rounds {
      storage.committed[round] = nil
      storage.acceptor.accepted[round] = nil
    }
  }
}
