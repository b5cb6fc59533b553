import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTestSupport
import Testing

/// Searches random systems whose properties look at a part of the state, at any number of threads and
/// however states are kept, and the same systems with the same properties of whole states.
///
/// - Parameters:
///   - system: The system of a seed, with properties of parts or of whole states.
///   - text: What to return of a finding; `nil` for nothing.
/// - Returns: The texts of all findings of the systems with properties of parts.
func scopedVerdicts<M: ComponentModel>(
  _ order: ExhaustiveSearch.Order, seeds: Range<UInt64>,
  _ system: (_ seed: UInt64, _ isScoped: Bool) -> M,
  text: (Outcome<M>.Finding) -> String?
) throws -> Set<String> {
  var verdicts: Set<String> = []
  try withEvery("seed", in: seeds) { seed in
    let search = ExhaustiveSearch(order, limits: SearchLimits(states: 1_000), countsActions: true)
    let expected = try search.run(system(seed, false)).summary
    for (threads, storage) in [(1, StorageLayout.flat), (2, .tree), (3, .flat)] {
      var other = search
      (other.threads, other.storage) = (threads, storage)
      let outcome = try other.run(system(seed, true))
      try #require(outcome.summary == expected, "seed \(seed), \(threads) threads")
      verdicts.formUnion(outcome.findings.compactMap(text))
    }
  }
  return verdicts
}
