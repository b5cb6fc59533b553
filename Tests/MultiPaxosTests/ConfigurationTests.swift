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
    "attempts=1 polls=1",
  ])
  func `obeys the rules, and does something`(parameters: String) throws {
    let report = try check(parameters)
    #expect(report.isAsExpected == true, "\(report.properties.filter { $0.isAsExpected != true })")
  }

  @Test(arguments: [
    "attempts=1,1", "attempts=1,1 dead-messages=true", "attempts=1,1 lossy=true",
    "attempts=1,1 network=ordered", "attempts=1,1 network=unordered-duplicating", "attempts=2,1",
    "rounds=2 window=2 attempts=1,1", "rounds=2", "nodes=5 attempts=1",
    "attempts=1,1 commits=true conflicts=true", "rounds=2 window=2 attempts=0,1 clients=1",
    "attempts=0 clients=2 rounds=2 gets=0 commits=true",
    "attempts=1 polls=1",
  ])
  func `means the same to the oracle`(parameters: String) throws {
    let assignments = parameters.split(separator: " ").map { $0.split(separator: "=") }
    let arguments = try Arguments(
      ModelDescription.multiPaxos.parameters,
      assignments.map { (name: String($0[0]), value: String($0[1])) })
    let oracle = Oracle(try MultiPaxos(arguments))
    let report = try check(parameters)
    #expect(report.statistics.uniqueStates == oracle.uniqueStates)
    #expect(report.statistics.generatedStates == oracle.generatedStates)
    #expect(report.statistics.maxDepth == oracle.maxDepth)
    for (property, expected) in zip(report.properties, oracle.findings) {
      #expect(property.verdict == expected.verdict, "\(expected.property)")
      #expect(property.steps == expected.steps, "\(expected.property)")
    }
  }

  @Test func `rejects budgets for nodes that do not exist`() {
    #expect(throws: ArgumentError.self) { try check("nodes=2 attempts=1,1,1") }
  }
}
