import PaxcheckKit
import Testing

/// The numbers that we stand on, and that others have found as well.
@Suite struct `known counts` {
  @Test(arguments: ExpectedRun.knownToOracle)
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

  @Test(arguments: ExpectedRun.all)
  func `breadth-first search agrees`(run: ExpectedRun) throws {
    try check(run, .breadthFirst)
  }

  @Test(arguments: ExpectedRun.all)
  func `depth-first search agrees`(run: ExpectedRun) throws {
    try check(run, .depthFirst)
  }

  /// Depths and shortest behaviours are those of breadth-first search.
  private func check(_ run: ExpectedRun, _ order: ExhaustiveSearch.Order) throws {
    let report = try run.search(order).report()
    if let expected = run.uniqueStates { #expect(report.statistics.uniqueStates == expected) }
    if let expected = run.generatedStates {
      #expect(report.statistics.generatedStates == expected)
    }
    if let expected = run.maxDepth, order == .breadthFirst {
      #expect(report.statistics.maxDepth == expected)
    }
    for (property, expected) in run.findings {
      let finding = try #require(report[property], "no property '\(property)'")
      #expect(finding.qualifiedVerdict == expected.verdict, "\(property)")
      if let steps = expected.steps, order == .breadthFirst {
        #expect(finding.steps == steps, "\(property)")
      }
    }
  }
}
