import PaxcheckKit
import Testing

/// The numbers that we stand on, and that others have found as well.
@Suite struct `known counts` {
  @Test(arguments: ExpectedRun.all.filter { $0.isKnownToOracle })
  func `the oracle agrees`(run: ExpectedRun) throws {
    let report = try OracleReport(run.model, run.assignments)
    if let expected = run.uniqueStates { #expect(report.uniqueStates == expected) }
    if let expected = run.generatedStates { #expect(report.generatedStates == expected) }
    if let expected = run.maxDepth { #expect(report.maxDepth == expected) }
    for (property, expected) in run.findings {
      let finding = try #require(report.findings[property], "no property '\(property)'")
      #expect(finding.verdict == expected.verdict, "\(property)")
      if let steps = expected.steps { #expect(finding.steps == steps, "\(property)") }
    }
  }

  @Test(arguments: ExpectedRun.small)
  func `breadth-first search agrees`(run: ExpectedRun) throws {
    try check(run, .breadthFirst)
  }

  @Test(arguments: ExpectedRun.small)
  func `depth-first search agrees`(run: ExpectedRun) throws {
    try check(run, .depthFirst)
  }

  @Test(.enabled(if: ExpectedRun.isReleaseBuild, "large spaces want a release build"))
  func `both searches agree on large spaces`() throws {
    for run in ExpectedRun.large {
      try check(run, .breadthFirst)
      try check(run, .depthFirst)
    }
  }

  /// Depths and shortest behaviours are those of breadth-first search.
  private func check(_ run: ExpectedRun, _ order: ExhaustiveSearch.Order) throws {
    let report = try run.instance.check(ExhaustiveSearch(order))
    let name = Comment(rawValue: run.testDescription)
    if let expected = run.uniqueStates { #expect(report.statistics.uniqueStates == expected, name) }
    if let expected = run.generatedStates {
      #expect(report.statistics.generatedStates == expected, name)
    }
    if let expected = run.maxDepth, order == .breadthFirst {
      #expect(report.statistics.maxDepth == expected, name)
    }
    for (property, expected) in run.findings {
      let finding = try #require(report[property], "\(name) has no property '\(property)'")
      #expect(finding.qualifiedVerdict == expected.verdict, "\(name): \(property)")
      if let steps = expected.steps, order == .breadthFirst {
        #expect(finding.steps == steps, "\(name): \(property)")
      }
    }
  }
}
