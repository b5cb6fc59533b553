import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Storage that has cells against rules that share no code with it.
@Suite struct `The engine does what the documentation of storage says` {
  private typealias System = ActorSystem<Int, EventCounts>

  @Test(arguments: UnsyncedWrites.allCases)
  func `on random systems`(kept: UnsyncedWrites) throws {
    var (compared, lossy, torn) = (0, 0, 0)
    try withEvery("seed", in: Effort.seeds(400)) { seed in
      let (system, naive) = Self.pair(seed, kept)
      for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
        let limits = SearchLimits(states: Effort.isFull ? 3_000 : 1_000)
        let outcome = try ExhaustiveSearch(order, limits: limits, countsActions: true).run(system)
        guard outcome.statistics.isComplete else { return }
        compared += 1
        let oracle = Oracle(naive)
        try requireAgreement(outcome, oracle, order, "seed \(seed)")
        lossy += oracle.levels.keys.contains { $0.nodes.contains { $0.writes.count > 1 } } ? 1 : 0
        torn +=
          oracle.levels.keys.contains { $0.nodes.contains { $0.cells.values.contains(.torn) } }
          ? 1 : 0
      }
    }
    #expect(compared > Effort.share(of: 100), "too few of the systems were small")
    #expect(lossy > Effort.share(of: 40), "too few of the systems had writes in a row")
    #expect(torn > Effort.share(of: 40) || kept != .lastTorn, "too few of the writes were torn")
  }

  /// The comparison above would see a system that keeps something else.
  @Test func `and not what it says of another disk`() throws {
    for kept in UnsyncedWrites.allCases {
      for other in UnsyncedWrites.allCases where other != kept {
        var differences = 0
        try withEvery("seed", in: Effort.seeds(400)) { seed in
          var (system, naive) = Self.pair(seed, kept)
          (system.properties, naive.properties) = ([], [])
          naive.unsyncedWrites = other
          let limits = SearchLimits(states: 1_000)
          let outcome = try ExhaustiveSearch(limits: limits).run(system)
          guard outcome.statistics.isComplete else { return }
          let oracle = Oracle(naive)
          differences +=
            outcome.statistics.generatedStates == oracle.generatedStates
              && outcome.statistics.uniqueStates == oracle.uniqueStates ? 0 : 1
        }
        #expect(differences > 0, "\(kept) is taken for \(other)")
      }
    }
  }

  /// A random system, and the same by the naive rules, with the same properties.
  private static func pair(_ seed: UInt64, _ kept: UnsyncedWrites) -> (System, NaiveSystem) {
    var system = System.randomArchives(seed: seed, unsyncedWrites: kept)
    var naive = NaiveSystem(system, RandomBudget.all(seed: seed, actors: system.actorCount))
    var generator = SeededGenerator(seed: seed, run: 3)
    let state = generator.below(RandomActor.stateCount)
    let (cell, value) = (generator.below(2), generator.below(RandomActor.stateCount))
    let counts = [generator.below(3), generator.below(3)]
    system.properties = [
      .always("every archive is elsewhere", every: RandomArchive.self) { $0.table.state != state },
      .sometimes("these counts", history: { $0.counts == counts }),
      .alwaysPossible("an archive can arrive") {
        $0.actors(of: RandomArchive.self).contains { $0.table.state == state }
      },
      .always("the cell is safe") { state in
        state.members(of: RandomArchive.self).allSatisfy {
          $0.durableCells[cell] == $0.cells[cell] || $0.cells[cell] != value
        }
      },
      .always("no cell is torn") { state in
        state.members(of: RandomArchive.self).allSatisfy {
          !$0.durableCells.isTorn(0) && !$0.durableCells.isTorn(1)
        }
      },
      .always(
        "what is safe stays", everyMember: RandomArchive.self,
        step: { $0.durableCells[cell] != value || $1.durableCells[cell] != nil }),
    ]
    naive.properties = [
      .always("every archive is elsewhere") {
        $0.nodes.allSatisfy { $0.actor?.state != state }
      },
      .sometimes("these counts") { $0.history.counts == counts },
      .alwaysPossible("an archive can arrive") {
        $0.nodes.contains { $0.actor?.state == state }
      },
      .always("the cell is safe") {
        $0.nodes.allSatisfy { node in
          node.cells[cell]?.value == node.written[cell]?.value
            || node.written[cell]?.value != value
        }
      },
      .always("no cell is torn") { $0.nodes.allSatisfy { !$0.cells.values.contains(.torn) } },
      .always(
        "what is safe stays",
        step: { before, _, after in
          zip(before.nodes, after.nodes).allSatisfy { old, new in
            old.cells[cell]?.value != value || new.cells[cell]?.value != nil
          }
        }),
    ]
    return (system, naive)
  }
}
