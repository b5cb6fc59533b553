import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Blocks whose questions are asked while other threads expand the block before them.
@Suite struct `A search that looks ahead` {
  typealias System = ActorSystem<Int, NoHistory>

  /// A collector to whom messages come in any order: almost as many actor states as states. Eight make
  /// enough of both for blocks of the largest size.
  private var system: System {
    let count = Effort.isFull ? 8 : 6
    var system = System()
    system.add(Collector())
    system.add(Mailer(all: Array(1...count)))
    system.properties = [
      .always("not all", every: Collector.self) { $0.received.count < count }
    ]
    return system
  }

  @Test func `numbers everything alike on any number of threads`() throws {
    let expected = try ExhaustiveSearch(countsActions: true).run(system)
    if Effort.isFull { #expect(expected.statistics.uniqueStates == 109_601) }
    for threads in [2, 3] {
      let outcome = try ExhaustiveSearch(threads: threads, countsActions: true).run(system)
      #expect(outcome.summary == expected.summary)
      #expect(outcome.statistics.engineFigures == expected.statistics.engineFigures)
    }
  }

  @Test func `goes on from a checkpoint like one that was never interrupted`() throws {
    let rehearsal = try Rehearsal(system, ExhaustiveSearch(threads: 2))
    let count = rehearsal.disks.count
    for (moment, threads) in [(count / 2, 1), (count * 3 / 4, 3), (count - 1, 2)] {
      let outcome = try rehearsal.resume(rehearsal.disks[moment], threads: threads)
      #expect(outcome == rehearsal.expected, "moment \(moment) of \(count)")
    }
  }
}
