import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import MultiPaxos

/// Searches the model with parameters written as in a command: `nodes=5 attempts=1`.
///
/// A debug build looks at the beginning of the space only, if so many states are not given.
func check(_ parameters: String, states: Int = Effort.states) throws -> CheckReport {
  let assignments = parameters.split(separator: " ").map(String.init)
  let search = ExhaustiveSearch(limits: SearchLimits(states: states))
  return try ModelDescription.multiPaxos.instance(assignments).check(search)
}

/// Expects that the model obeys its rules and does something, as far as this build looks.
func expectAsClaimed(_ parameters: String) throws {
  let report = try check(parameters)
  let faults = report.properties.filter { $0.isAsExpected == false }
  #expect(faults.isEmpty)
  if report.statistics.isComplete || Effort.isFull { #expect(report.isAsExpected == true) }
}

extension CheckReport {
  /// The names of the properties that are violated, with the lengths of the counterexamples.
  var violations: [String: Int] {
    let violated = properties.filter { $0.verdict == "violated" }
    return Dictionary(
      uniqueKeysWithValues: violated.map { ($0.claim.name, $0.steps ?? 0) })
  }
}
