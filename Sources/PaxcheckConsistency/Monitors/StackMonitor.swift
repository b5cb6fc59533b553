/// Judges a stack all of whose values differ.
///
/// Each value is certainly inside from the end of its push to the beginning of its pop, if these do not
/// overlap. If they do, the value decides nothing: put in and taken out at one moment of the overlap, it
/// fits into any order of the others.
///
/// Where such times of several values hang together, the stack is not empty from the first to the last
/// moment of them, so one value lies at the bottom all the while: its push may come before all the
/// others can be certain to be inside, and its pop after that. Any value that can be there may be: take
/// a legal order of the others, let no push be before that time and no pop be behind it, which changes
/// no order, and put the value around. So values are taken away from the bottom, and what is left falls
/// apart into times that are judged by themselves. If none can lie at the bottom, there is no order.
///
/// A pop that finds nothing needs a moment at which no value is certainly inside. Any such moment will
/// do: each value can then be wholly before it or wholly after it.
///
/// - SeeAlso: Z. Lee, U. Mathur, "Efficient Decrease-and-Conquer Linearizability Monitoring", OOPSLA
///   2025; P. Abdulla and others, "Efficient Linearizability Monitoring", PLDI 2025.
/// - Complexity: O(*n* · (log *n* + *d*)) for *n* operations, if the values lie at most *d* deep.
package struct StackMonitor {
  private let history: StoreHistory

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is pushed twice, or is 0.
  package init?(_ operations: [StoreOperation], valueCount: Int) {
    guard let history = StoreHistory(operations, valueCount: valueCount) else { return nil }
    self.history = history
  }

  /// Judges the history.
  ///
  /// - Returns: `nil` if that depends on which of the values left over were taken out by pops that never
  ///   returned.
  package func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict? {
    switch history.pair() {
    case .conflict(let conflict): return .inconsistent(conflict: conflict)
    case .paired(let stays):
      let verdict = try StackOrder(stays, empties: history.empties).verdict(pause)
      guard case .inconsistent = verdict, !history.lost.isEmpty else { return verdict }
      let most = try StackOrder(history.emptied(stays), empties: history.empties).verdict(pause)
      guard case .inconsistent(let conflict) = most else { return nil }
      return .inconsistent(conflict: conflict + history.lost)
    }
  }
}
