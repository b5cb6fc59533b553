import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// Handles a timeout with a mutation.
  mutating func timeout(
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
    guard case .append(let round) = timer else { return timeout(timer, &outbox) }
    let number = nextNumber(in: round) ?? 0
    let covers = leadership.map { $0.termStart <= round } ?? false
    switch mutation {
    case .installsObservedNumber where refusesOwnNumber(in: round): return setTimers(&outbox)
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

  /// Whether the node, having forgotten the numbers that it saw, would hold its next election under one
  /// that it cannot promise itself. No node would hear of it.
  private func refusesOwnNumber(in round: Int) -> Bool {
    let promise = storage.acceptor.strongestPromise
    return storage.acceptor.observed < promise && nextNumber(in: round) ?? .max <= promise
  }

  /// Proposes an entry for a round after that of the node's election, whatever its cluster.
  private mutating func lead(_ round: Int, _ outbox: inout Outbox<Self>) {
    guard let leadership, openRounds.contains(round),
      storage.acceptor.observed <= leadership.number
    else { return }
    let entry = Entry(id: newID(&outbox), operation: .none)
    note(.submitted(entry), &outbox)
    endAttempt(at: round)
    let accepted = storage.acceptor.accepted[round]?.entry
    propose(accepted ?? entry, for: entry, leadership.number, in: round, &outbox)
    setTimers(&outbox)
  }

}
