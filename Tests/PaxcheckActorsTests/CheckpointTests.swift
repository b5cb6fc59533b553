import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `A search of an actor system that goes on from a checkpoint` {
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `ends like one that was never interrupted`(order: ExhaustiveSearch.Order) throws {
    var resumed = 0
    try withEvery("seed", in: Effort.seeds(60)) { seed in
      let limits = SearchLimits(states: 3_000)
      let rehearsal = try Rehearsal(
        ActorSystem.random(seed: seed),
        ExhaustiveSearch(order, threads: 1 + Int(seed % 3), limits: limits, countsActions: true))
      let count = rehearsal.disks.count
      for moment in stride(from: count % 5, to: count, by: max(1, count / 6)) {
        let threads = 1 + moment % 3
        guard let outcome = try rehearsal.resume(rehearsal.disks[moment], threads: threads) else {
          continue
        }
        try #require(outcome == rehearsal.expected, "seed \(seed), moment \(moment) of \(count)")
        resumed += 1
      }
    }
    #expect(resumed > Effort.share(of: 200))
  }
}
