import MultiPaxos
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `A simulation of a mutant` {
  /// Seeds whose first runs find what random runs find rarely; 1 for all other mutants.
  private static let seeds: [String: UInt64] = [
    "no-margin": 2, "overwrites-newer-vote": 11, "releases-any-grant": 6,
    "reads-without-recording": 15, "counts-unsynced": 10, "changes-without-barrier": 4,
    "keeps-completions": 5, "refuses-compacted": 3, "reads-when-removed": 2,
  ]

  /// Bugs that take more random runs than a test can wait for.
  private static let rare: Set<String> = [
    "master-lease mutation=counts-from-grant", "master-lease mutation=forgets-lease",
    "master-lease mutation=no-margin", "master-lease mutation=obeys-late-handover",
    "master-lease mutation=small-margin",
    "multi-paxos mutation=counts-stale-answers", "multi-paxos mutation=lowest-vote-wins",
    "multi-paxos mutation=overwrites-newer-vote", "multi-paxos mutation=resumes-old-snapshot",
    "multi-paxos mutation=trusts-late-proposal", "multi-paxos mutation=trusts-settled-round",
    "raft mutation=commits-old-terms", "raft mutation=configures-when-committed",
    "raft mutation=reads-unconfirmed", "raft mutation=takes-late-answers",
    "raft-append mutation=keeps-next",
    "raft-append mutation=loads-term", "raft-append mutation=reads-locally",
    "raft-append mutation=snapshots-one-late",
    "resource-lease mutation=checks-no-token", "resource-lease mutation=releases-any-grant",
    "resource-lease mutation=releases-extended-grant",
    "paxos-message-set mutation=lowest-vote-wins",
  ]

  /// Random runs cannot show that there is no way left.
  private static let findable = PlantedBug.shown.filter {
    !rare.contains($0.testDescription) && $0.expectation != .alwaysPossible
  }

  @Test(arguments: Effort.sample(findable))
  func `finds the bug in few runs, and a shrunk trace that replays`(bug: PlantedBug) throws {
    let instance = try bug.model.instance(with: bug.mutation)
    let property = try #require(bug.mutation.property)
    let seed = Self.seeds[bug.mutation.name] ?? 1
    var found: (trace: Trace, boundaryCuts: Int)?
    for runs in [5, 50, 500] where found == nil {
      let report = try instance.simulate(Simulation(seed: seed, runs: runs, maxSteps: 200))
      found = report[property]?.trace.map { ($0, report.statistics.boundaryCuts) }
    }
    let (trace, boundaryCuts) = try #require(found, "no run of seed \(seed) finds the bug")
    // A replay follows what was shorter beyond the boundary, too.
    if boundaryCuts > 0 {
      _ = try instance.replay(Trace(parsing: trace.description))
    } else {
      try requireMinimal(trace, of: instance)
    }
  }

  @Test(arguments: [
    Simulation(seed: 1, maxSteps: 200, schedule: .priorities(bugDepth: 3)),
    Simulation(seed: 1, maxSteps: 200, isSwarm: true),
  ])
  func `finds bugs by every strategy`(simulation: Simulation) throws {
    let bugs = ["forgets-promise", "own-entry-wins", "garbles-entry", "half-is-enough"]
    for mutation in ModelDescription.multiPaxos.mutations where bugs.contains(mutation.name) {
      let instance = try ModelDescription.multiPaxos.instance(with: mutation)
      var simulation = simulation
      simulation.goal = mutation.property
      let property = try #require(try instance.simulate(simulation).properties.first)
      let trace = try #require(property.trace, "\(mutation.name) is not found")
      try requireMinimal(trace, of: instance)
    }
  }

  @Test(.enabled(if: Effort.isFull, "many runs want a release build"))
  func `finds in many runs what is deep`() throws {
    let mutation = try #require(
      ModelDescription.multiPaxos.mutations.first { $0.name == "counts-stale-answers" })
    let property = try #require(mutation.property)
    let simulation = Simulation(seed: 1, runs: 20_000, maxSteps: 60)
    let report = try ModelDescription.multiPaxos.instance(with: mutation).simulate(simulation)
    #expect(report[property]?.verdict == "violated")
  }

  private func requireMinimal(_ trace: Trace, of instance: ModelInstance) throws {
    _ = try instance.replay(Trace(parsing: trace.description))
    for step in trace.steps.indices where trace.loopStart == nil {
      var shorter = trace
      shorter.steps.remove(at: step)
      #expect(throws: ReplayError.self, "step \(step + 1) is superfluous:\n\(trace)") {
        try instance.replay(shorter)
      }
    }
  }
}
