import PaxcheckKit
import PaxcheckTestSupport
import SmallRaft
import Testing

@Suite struct `Raft with few servers` {
  /// One term for the debug build; the benchmark takes two.
  private var setting: RaftServer.Setting {
    var setting = RaftServer.Setting()
    setting.maxTerm = 1
    return setting
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `keeps its invariants, whatever they are conditions on`(
    order: ExhaustiveSearch.Order
  ) throws {
    for maxCrashes in 0...1 {
      var system = SmallRaft.system(setting, maxCrashes: maxCrashes)
      let search = ExhaustiveSearch(order, limits: SearchLimits(states: 2_000))
      system.properties = SmallRaft.properties(.states)
      let expected = try search.run(system)
      #expect(expected.findings.allSatisfy { $0.verdict.name != "violated" })
      system.properties = SmallRaft.properties(.actors)
      for threads in 1...3 {
        var search = search
        search.threads = threads
        #expect(try search.run(system).summary == expected.summary)
      }
    }
  }

  @Test(arguments: [RaftServer.Bug.votesTwice])
  func `loses one to a planted bug, on the same path`(bug: RaftServer.Bug) throws {
    var setting = setting
    setting.bug = bug
    var system = SmallRaft.system(setting)
    let search = ExhaustiveSearch(threads: 2, limits: SearchLimits(states: 20_000))
    system.properties = SmallRaft.properties(.states)
    let expected = try search.run(system)
    #expect(expected.findings[0].verdict.name == "violated")
    system.properties = SmallRaft.properties(.actors)
    #expect(try search.run(system).summary == expected.summary)
    let simulation = Simulation(seed: 1, runs: 200, maxSteps: 60)
    let found = try simulation.run(system).summary
    system.properties = SmallRaft.properties(.states)
    #expect(try simulation.run(system).summary == found)
  }
}
