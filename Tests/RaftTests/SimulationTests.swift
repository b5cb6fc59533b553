import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import Raft

/// Five nodes with everything on that one network permits, in time that passes as in a real cluster.
///
/// A node that loses its storage may vote twice, so there is no amnesia.
@Suite struct `A simulation of five nodes` {
  private static let common = """
    nodes=5 campaigns=5,5,5,5,5 pre-votes=true entries=2 heartbeats=5 resends=3 clients=2 puts=2 gets=2 \
    retries=3 reads=confirmed delegation=true completion=true snapshots=2,2,2,2,2 syncs-later=true \
    lossy=true crashes=2 partitions=1 history=monitor
    """

  @Test(
    .enabled(if: Effort.isFull, "long runs want a release build"),
    arguments: [
      "members=4 changes=1,1,1,1,2 transfers=1",
      "members=3 learners=2 changes=1,1,1,1,2 transfers=1",
    ])
  func `finds nothing wrong, and every example`(parameters: String) throws {
    var simulation = Simulation(seed: 1, runs: 300, schedule: .virtualTime(latency: 1...20))
    simulation.faults = [
      .crash: Ratio(1, 100), .loss: Ratio(1, 50), .partition: Ratio(1, 100),
    ]
    let assignments = "\(Self.common) \(parameters)".split(separator: " ").map(String.init)
    let report = try ModelDescription.raft.instance(assignments).simulate(simulation)
    for finding in report.properties {
      let isExample = finding.claim.expectation == .sometimes
      #expect(finding.verdict == (isExample ? "reached" : "undecided"), "\(finding.claim.name)")
    }
  }
}
