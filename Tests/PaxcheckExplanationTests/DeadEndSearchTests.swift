import PaxcheckExplanation
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `The search for dead ends` {
  @Test func `finds what the breadth-first search of possibility finds`() throws {
    try withEvery("seed", in: Effort.seeds(600)) { seed in
      let graph = Graph.random(seed: seed)
      guard graph.outside.isEmpty, graph.initialStates.count == 1 else { return }
      for finding in try ExhaustiveSearch().run(graph).findings
      where finding.property.expectation == .alwaysPossible {
        var search = Judge(graph, finding.property).continuations(limit: 100)
        switch search.search(from: graph.initialStates[0]) {
        case .found(let path):
          let found = try #require(finding.verdict.path)
          try #require(path.steps.count == found.steps.count)
        case .none: try #require(finding.verdict.isAsExpected == true)
        case .undecided(let reason): Issue.record("\(reason)")
        }
      }
    }
  }
}
