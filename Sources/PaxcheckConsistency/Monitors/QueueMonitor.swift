/// Judges a queue all of whose values differ, in the time that sorting takes.
///
/// Each value stays in the queue from its *entry* to its *exit*, which each happen at one moment of a
/// span: that of the enqueue, and that of the dequeue. Value *v* must come before *w* if *v*'s entry
/// span ends before *w*'s begins, or likewise for the exits; a value that is never dequeued leaves
/// after all others. An order of the values that keeps these rules is a legal history: let each entry,
/// and each exit, happen as soon as that of all values before it can have happened. If the rules allow
/// no first value, the one whose entry span ends first and the one whose exit span ends first exclude
/// each other.
///
/// A dequeue that finds nothing needs a moment at which no value is certainly inside, between the ends
/// of its entry span and the beginning of its exit span. Any such moment will do: each value can then
/// be wholly before it or wholly after it. It takes part in the order as a value that enters and
/// leaves at that moment.
///
/// A dequeue that never returned may take out a value that no other operation takes out. It is worth most to the
/// value that is needed out of the way first.
///
/// - SeeAlso: T. Henzinger, A. Sezgin, V. Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR
///   2013, for queues of distinct values; P. Abdulla and others, "Efficient Linearizability
///   Monitoring", PLDI 2025.
/// - Complexity: O(*n* log *n*) for *n* operations.
package struct QueueMonitor {
  private let history: StoreHistory

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is enqueued twice, or is 0.
  package init?(_ operations: [StoreOperation], valueCount: Int) {
    guard let history = StoreHistory(operations, valueCount: valueCount) else { return nil }
    self.history = history
  }

  /// Judges the history.
  ///
  /// - Returns: `nil` if that depends on which of the values left over were taken out by dequeues that
  ///   never returned, in the sight of dequeues that found nothing.
  package func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict? {
    var stays: [Stay]
    switch history.pair() {
    case .paired(let paired): stays = paired
    case .conflict(let conflict): return .inconsistent(conflict: conflict)
    }
    if let conflict = takeOut(&stays) { return .inconsistent(conflict: conflict) }
    let verdict = try QueueOrder(stays, empties: history.empties).verdict(pause)
    guard case .inconsistent = verdict, !history.empties.isEmpty, !history.lost.isEmpty else {
      return verdict
    }
    let most = try QueueOrder(history.emptied(stays), empties: history.empties).verdict(pause)
    guard case .inconsistent(let conflict) = most else { return nil }
    return .inconsistent(conflict: conflict + history.lost)
  }

  /// Lets dequeues that never returned take out values that others overtook.
  ///
  /// - Returns: Values too many to be taken out in time, and what overtook them, if there are any.
  private func takeOut(_ stays: inout [Stay]) -> [Int]? {
    let lost = history.lost
    let taken = stays.filter { $0.removal != nil }.sorted { $0.entry.first > $1.entry.first }
    let left = stays.indices.filter { stays[$0].removal == nil }
      .sorted { stays[$0].entry.last > stays[$1].entry.last }
    var (next, overtaker): (Int, Stay?) = (0, nil)
    var overtaken: [(stay: Int, by: Stay)] = []
    for index in left {
      while next < taken.count, taken[next].entry.first > stays[index].entry.last {
        if overtaker.map({ taken[next].exit.last < $0.exit.last }) ?? true {
          overtaker = taken[next]
        }
        next += 1
      }
      if let overtaker { overtaken.append((index, overtaker)) }
    }
    overtaken.sort { ($0.by.exit.last, $0.stay) < ($1.by.exit.last, $1.stay) }
    for (rank, (index, other)) in overtaken.enumerated() {
      guard rank < lost.count, history.operations[lost[rank]].invoked < other.exit.last else {
        return lost.prefix(rank + 1)
          + overtaken[...rank].flatMap { [stays[$0.stay].insertion] + $0.by.operations }
      }
      stays[index].removal = lost[rank]
      stays[index].exit = Moments(
        max(history.operations[lost[rank]].invoked, stays[index].entry.first), Stay.someTime)
    }
    return nil
  }
}
