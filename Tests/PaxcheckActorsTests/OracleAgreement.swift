import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Requires that a search came to what an oracle says of the same system: the counts, the verdicts and, breadth
/// first, the depth and the lengths of shortest behaviours.
func requireAgreement<M: Model>(
  _ outcome: Outcome<M>, _ oracle: Oracle<some Model>, _ order: ExhaustiveSearch.Order,
  _ note: Comment
) throws {
  try #require(outcome.statistics.uniqueStates == oracle.uniqueStates, note)
  try #require(outcome.statistics.generatedStates == oracle.generatedStates, note)
  // What no model lists, but every search judges, comes last: that no actor fails.
  try #require(outcome.findings.count >= oracle.findings.count, note)
  for (finding, expected) in zip(outcome.findings, oracle.findings) {
    try #require(finding.property.name == expected.property, note)
    try #require(finding.verdict.name == expected.verdict, "\(note), \(expected)")
    guard order == .breadthFirst, finding.property.expectation != .eventually else { continue }
    try #require(finding.verdict.path?.steps.count == expected.steps, note)
  }
  if order == .breadthFirst {
    try #require(outcome.statistics.maxDepth == oracle.maxDepth, note)
  }
}
