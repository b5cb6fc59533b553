import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import MultiPaxos

@Suite struct `Multi-Paxos` {
  @Test(arguments: [
    "attempts=1,1", "attempts=2,1", "attempts=1,1,1", "attempts=1,1 lossy=true",
    "attempts=1,1 crashes=1", "attempts=1,1 network=ordered",
    "attempts=1,1 network=unordered-duplicating", "rounds=2", "rounds=2 window=2 attempts=1,1",
    "rounds=3 window=3 attempts=3", "nodes=5 attempts=2", "nodes=1 rounds=2 attempts=2",
    "attempts=1,1 commits=true conflicts=true", "rounds=2 window=2 attempts=0,1 clients=1",
    "attempts=0 clients=2 rounds=2 gets=0 commits=true", "attempts=0 clients=2 gets=0 retries=1",
    "attempts=0 clients=1 gets=0 commits=true crashes=1",
    "attempts=1 polls=1", "attempts=0 nodes=2 heartbeats=1", "attempts=1 heartbeats=1",
    "attempts=1 abstentions=1", "attempts=1,1 conflicts=true persistent=true",
    "attempts=0 campaigns=1", "attempts=1,1 delegation=true",
    "attempts=0,1 clients=1 gets=0 conflicts=true outcomes=true", "attempts=3 lossy=true",
    "attempts=0,1 rounds=2 clients=1 gets=0 retries=1", "attempts=2 rounds=2 polls=1 retained=1",
    "rounds=2 attempts=0 shutdowns=true retries=1 clients=1",
    "nodes=2 rounds=3 window=2 attempts=0 retries=1 clients=1 amnesia=1", "nodes=1",
    "nodes=1 attempts=1 abstentions=1", "nodes=1 attempts=1 delegation=true clients=1",
    "attempts=2,1 commits=true membership=replaces-one", "nodes=1 attempts=1 polls=1 snapshots=1",
    "nodes=2 attempts=0 heartbeats=1 membership=adds-one",
    "rounds=2 window=2 attempts=0 conflicts=true clients=1",
    "nodes=2 attempts=1,1 conflicts=true outcomes=true dead-messages=true retained=0",
    "nodes=2 attempts=1 commits=true endless=true network=unordered-duplicating lossy=true",
  ])
  func `obeys the rules, and does something`(parameters: String) throws {
    try expectAsClaimed(parameters)
  }

  @Test(arguments: [
    "attempts=1,1", "attempts=1,1 dead-messages=true", "attempts=1,1 lossy=true",
    "attempts=1,1 network=ordered", "attempts=1,1 network=unordered-duplicating", "attempts=2,1",
    "rounds=2 window=2 attempts=1,1", "rounds=2", "nodes=5 attempts=1",
    "attempts=1,1 commits=true conflicts=true", "rounds=2 window=2 attempts=0,1 clients=1",
    "attempts=0 clients=2 rounds=2 gets=0 commits=true",
    "attempts=1 polls=1", "attempts=0 nodes=2 heartbeats=1", "attempts=1 abstentions=1",
    "attempts=1,1 conflicts=true persistent=true", "attempts=1,1 delegation=true",
    "attempts=0,1 rounds=2 clients=1 gets=0 retries=1", "attempts=3 lossy=true",
    "attempts=0,1 nodes=2 clients=1 gets=0 conflicts=true outcomes=true",
    "nodes=2 attempts=1 commits=true endless=true network=unordered-duplicating lossy=true",
    "attempts=1 polls=1",
    "nodes=4 rounds=2 membership=replaces-one changes=log attempts=2,0,0,1 polls=1",
    "attempts=1,1 amnesia=0,0,1", "attempts=1 snapshots=1 polls=1",
    "attempts=1 crashes=1 syncs-later=true",
    "nodes=2 rounds=2 attempts=2,1 snapshots=1 polls=1",
    "nodes=2 rounds=2 window=2 attempts=0 leases=1 commits=true",
    "attempts=1 clients=1 gets=0 outcomes=true shutdowns=true",
  ])
  func `means the same to the oracle`(parameters: String) throws {
    let report = try check(parameters, states: Effort.isFull ? Effort.states : 200)
    guard report.statistics.isComplete || Effort.isFull else { return }
    let assignments = parameters.split(separator: " ").map { $0.split(separator: "=") }
    let arguments = try Arguments(
      ModelDescription.multiPaxos.parameters,
      assignments.map { (name: String($0[0]), value: String($0[1])) })
    let oracle = Oracle(try MultiPaxos(arguments))
    #expect(report.statistics.uniqueStates == oracle.uniqueStates)
    #expect(report.statistics.generatedStates == oracle.generatedStates)
    #expect(report.statistics.maxDepth == oracle.maxDepth)
    for (property, expected) in zip(report.properties, oracle.findings) {
      #expect(property.verdict == expected.verdict, "\(expected.property)")
      #expect(property.steps == expected.steps, "\(expected.property)")
    }
  }

  /// A condition that might depend on states is looked at state by state.
  @Test func `means the same within a scenario, by components and by states`() throws {
    let assignments = [
      "nodes=5", "rounds=2", "window=2", "membership=replaces-two", "attempts=1,1,0,1",
    ]
    let instance = try ModelDescription.multiPaxos.instance(assignments)
    let system = try MultiPaxos(instance.arguments)
    let scenario = try #require(system.scenarios.first { $0.name == "bare-majorities" })
    let onStates = Scenario<MultiPaxos>("", "") { scenario.contains($0, $1) }
    let states = try ExhaustiveSearch().run(system.focused(from: nil, within: onStates)).statistics
    let report = try instance.focused(on: Focus(scenario: scenario.name)).check()
    #expect(report.statistics.uniqueStates == states.uniqueStates)
    #expect(report.statistics.generatedStates == states.generatedStates)
    #expect(report.statistics.boundaryCuts == states.boundaryCuts)
    #expect(report.violations.isEmpty)
  }

  @Test func `rejects budgets for nodes that do not exist`() {
    #expect(throws: ArgumentError.self) { try check("nodes=2 attempts=1,1,1") }
  }

  @Test(arguments: [
    "endless=true", "outcomes=true network=unordered-duplicating",
    "abstentions=1 network=unordered-duplicating",
  ])
  func `rejects networks on which nodes would never be done`(parameters: String) {
    #expect(throws: ArgumentError.self) { try check(parameters) }
  }
}
