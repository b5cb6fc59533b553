import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import Raft

@Suite struct `A cluster` {
  private func check(
    _ parameters: String, within scenario: String? = nil, states: Int = Effort.states
  ) throws -> CheckReport {
    let assignments = parameters.split(separator: " ").map(String.init)
    let search = ExhaustiveSearch(limits: SearchLimits(states: states))
    return try ModelDescription.raft.instance(assignments).focused(on: Focus(scenario: scenario))
      .check(search)
  }

  @Test(arguments: [
    "campaigns=2,2,1 entries=1", "nodes=5 campaigns=1,1", "campaigns=1,1 entries=1 crashes=1",
    "campaigns=1,1 lossy=true resends=1", "campaigns=1,1 clients=1 completion=true retries=1",
    "campaigns=1,1 partitions=1 crossing=lost resends=1",
    "campaigns=1,1 heartbeats=1 clients=1 gets=0 delegation=true",
    "campaigns=1,1 crashes=1 syncs-later=true pre-votes=true",
    "campaigns=1,1 entries=1 resends=1 snapshots=1",
    "campaigns=1,1 changes=0,0,1 resends=1 snapshots=1",
    "nodes=2 campaigns=2,1 heartbeats=1 snapshots=1,1 crashes=1 syncs-later=true",
    "members=2 learners=1 campaigns=1,1 changes=0,0,1 crashes=1",
    "members=2 learners=1 campaigns=1,1 heartbeats=1 clients=1 reads=confirmed delegation=true",
    "nodes=2 members=1 campaigns=1,1 changes=0,1 endless=true network=unordered-duplicating lossy=true",
    "nodes=2 campaigns=1,1 endless=true network=unordered-duplicating lossy=true",
  ])
  func `obeys its rules, and does something`(parameters: String) throws {
    let report = try check(parameters)
    #expect(report.properties.filter { $0.isAsExpected == false }.isEmpty)
    if report.statistics.isComplete || Effort.isFull { #expect(report.isAsExpected != false) }
  }

  /// Each scenario comes to the point for which it is there.
  @Test(arguments: [
    ("cut-off", "campaigns=1 entries=1 resends=1 snapshots=1", "a node takes over a snapshot"),
    ("late-call", "campaigns=2,1", "a leader of a second term"),
    ("straight", "campaigns=1 changes=0,0,1", "a change of the members is committed"),
    ("one-change-in-flight", "campaigns=1,1 changes=0,0,1", "a leader of a second term"),
  ])
  func `does within a scenario what that is for`(
    scenario: String, parameters: String, example: String
  ) throws {
    let states = Effort.isFull ? Effort.states : 200
    let report = try check(parameters, within: scenario, states: states)
    #expect(report.properties.filter { $0.isAsExpected == false }.isEmpty)
    if report.statistics.isComplete || Effort.isFull {
      #expect(report[example]?.verdict == "reached")
    }
  }

  /// It holds its elections as if nothing were lost; without its storage it does not.
  @Test func `needs its storage`() throws {
    let report = try check("replication=none amnesia=1")
    guard report.statistics.isComplete || Effort.isFull else { return }
    #expect(report["election safety"]?.verdict == "violated")
  }

  @Test(arguments: [
    "nodes=2 campaigns=1,1,1", "endless=true", "learners=1",
    "changes=1 network=unordered-duplicating",
  ])
  func `refuses parameters that do not go together`(parameters: String) {
    #expect(throws: ArgumentError.self) { try check(parameters) }
  }
}
