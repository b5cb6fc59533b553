import PaxcheckKit
import Testing

@testable import MultiPaxos

@Suite struct `scratch` {
  @Test(arguments: MultiPaxosMutation.allCases.map(\.description))
  func `mutants`(mutation: Mutation) throws {
    for kept in ["dead-messages=false", "dead-messages=true"] {
    let report = try ModelDescription.multiPaxos.instance(mutation.assignments + ["mutation=" + mutation.name, kept])
      .check(ExhaustiveSearch(limits: SearchLimits(states: 60_000)))
    print("COUNT", mutation.name, mutation.assignments, kept, mutation.property ?? "-",  report.statistics.uniqueStates, report.statistics.isComplete, report.properties.filter { $0.claim.expectation == .always && $0.verdict != "undecided" }.map { "\($0.claim.name): \($0.verdict) \($0.steps ?? 0)" })
    }
  }
}
