import PaxcheckKit

@testable import MultiPaxos

/// Searches the model with parameters written as in a command: `nodes=5 attempts=1`.
func check(_ parameters: String, states: Int? = nil) throws -> CheckReport {
  let assignments = parameters.split(separator: " ").map(String.init)
  let search = ExhaustiveSearch(limits: SearchLimits(states: states))
  return try ModelDescription.multiPaxos.instance(assignments).check(search)
}

extension CheckReport {
  /// The names of the properties that are violated, with the lengths of the counterexamples.
  var violations: [String: Int] {
    let violated = properties.filter { $0.verdict == "violated" }
    return Dictionary(
      uniqueKeysWithValues: violated.map { ($0.claim.name, $0.steps ?? 0) })
  }
}
