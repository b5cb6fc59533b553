import PaxcheckConsistency

/// Judges a history the obvious way: tries every order of the answered operations and of every
/// subset of those in flight. No memory, no cleverness.
struct PermutationOracle<Specification: SequentialSpecification> {
  let history: History<Specification>
  /// Whether an operation that was over before another began must come first.
  let keepsRealTime: Bool

  var isConsistent: Bool { canFinish(after: [], history.initial) }

  private func canFinish(after order: [Int], _ object: Specification) -> Bool {
    let left = history.entries.indices.filter { !order.contains($0) }
    if left.allSatisfy({ history.entries[$0].response == nil }) { return true }
    return left.contains { candidate in
      guard !left.contains(where: { mustPrecede($0, candidate) }) else { return false }
      var after = object
      let answer = after.apply(history.entries[candidate].operation)
      guard [nil, answer].contains(history.entries[candidate].response) else { return false }
      return canFinish(after: order + [candidate], after)
    }
  }

  private func mustPrecede(_ first: Int, _ second: Int) -> Bool {
    let (first, second) = (history.entries[first], history.entries[second])
    guard let returned = first.returned, returned < second.invoked else { return false }
    return keepsRealTime || first.client == second.client
  }
}
