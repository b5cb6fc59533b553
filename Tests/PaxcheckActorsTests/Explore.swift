import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// The whole space of a system, after the engine was found to agree with the oracle on it.
func explore<Message, History>(
  _ system: ActorSystem<Message, History>, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Oracle<ActorSystem<Message, History>> {
  let oracle = Oracle(system)
  for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
    let outcome = try ExhaustiveSearch(order).run(system)
    let note = Comment(rawValue: "\(comment) \(order)")
    #expect(
      outcome.statistics.uniqueStates == oracle.uniqueStates, note, sourceLocation: sourceLocation)
    #expect(
      outcome.statistics.generatedStates == oracle.generatedStates, note,
      sourceLocation: sourceLocation)
    #expect(
      outcome.statistics.boundaryCuts == oracle.boundaryCuts, note, sourceLocation: sourceLocation)
    #expect(
      outcome.findings.map(\.verdict.name) == oracle.findings.map(\.verdict), note,
      sourceLocation: sourceLocation)
    guard order == .breadthFirst else { continue }
    #expect(outcome.statistics.maxDepth == oracle.maxDepth, note, sourceLocation: sourceLocation)
    for (finding, expected) in zip(outcome.findings, oracle.findings) {
      guard let steps = expected.steps else { continue }
      #expect(
        finding.verdict.path?.steps.count == steps, note, sourceLocation: sourceLocation)
    }
  }
  return oracle
}
