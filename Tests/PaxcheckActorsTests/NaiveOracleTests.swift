import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// The engine against rules that share no code with it.
@Suite struct `The engine does what the documentation of actor systems says` {
  private typealias System = ActorSystem<Int, EventCounts>

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `on random systems`(order: ExhaustiveSearch.Order) throws {
    var compared = 0
    var faulty = 0
    var limited = 0
    try withEvery("seed", in: Effort.seeds(300)) { seed in
      var (system, naive) = Self.pair(seed)
      system.boundary = nil
      let limits = SearchLimits(states: Effort.isFull ? 2_000 : 700)
      let outcome = try ExhaustiveSearch(order, limits: limits).run(system)
      guard outcome.statistics.isComplete else { return }
      compared += 1
      faulty += system.maxAmnesia + system.partitions.limit > 0 ? 1 : 0
      limited += naive.budgets.isEmpty ? 0 : 1
      let oracle = Oracle(naive)
      try requireAgreement(outcome, oracle, order, "seed \(seed)")
    }
    #expect(compared > Effort.share(of: 130), "too few of the systems were small")
    #expect(faulty > Effort.share(of: 30), "too few of the systems had faults")
    #expect(limited > Effort.share(of: 50), "too few of the systems had budgets")
  }

  /// A random system, and the same by the naive rules, with the same properties.
  private static func pair(_ seed: UInt64) -> (System, NaiveSystem) {
    var system = System.random(seed: seed)
    var naive = NaiveSystem(
      system, RandomBudget.all(seed: seed, actors: system.actorCount))
    var generator = SeededGenerator(seed: seed, run: 2)
    let state = generator.below(RandomActor.stateCount)
    let message = generator.below(3)
    let counts = [generator.below(3), generator.below(3)]
    let (from, to) = (generator.below(RandomActor.stateCount), generator.below(3))
    let kinds = ["deliver", "drop", "timeout", "choose", "crash", "recover", "amnesia", "heal"]
    let kind = kinds[generator.below(kinds.count)]
    system.properties = System.claims(state, message, counts)
    system.properties += [
      .always(
        "no such change", every: RandomActor.self, step: { $0.state != from || $1.state != to }),
      .always(
        "no such step",
        step: { before, action, after in
          !action.description.hasPrefix(kind)
            || before.actors(of: RandomActor.self).map(\.state)
              == after.actors(of: RandomActor.self).map(\.state)
        }),
    ]
    let rules = naive
    naive.properties = [
      .always("some actor is elsewhere") { $0.actors.contains { $0.state != state } },
      .always("every actor is elsewhere") { $0.actors.allSatisfy { $0.state != state } },
      .always("other counts") { $0.history.counts != counts },
      .sometimes("these counts") { $0.history.counts == counts },
      .sometimes("the message") { place in
        rules.actions(in: place).contains {
          if case .deliver(_, message) = $0 { true } else { false }
        }
      },
      .eventually("an actor arrives") { $0.actors.contains { $0.state == state } },
      .alwaysPossible("an actor can arrive") { $0.actors.contains { $0.state == state } },
      .atEnd("some actor is elsewhere at the end") { $0.actors.contains { $0.state != state } },
      .always("no actor fails") { $0.nodes.allSatisfy { $0.failure == nil } },
      .always(
        "no such change",
        step: { before, _, after in
          zip(before.nodes, after.nodes).allSatisfy { old, new in
            guard let old = old.actor, let new = new.actor, old != new else { return true }
            return old.state != from || new.state != to
          }
        }),
      .always(
        "no such step",
        step: { before, action, after in
          action.kind != kind || before.actors.map(\.state) == after.actors.map(\.state)
        }),
    ]
    return (system, naive)
  }
}

extension NaiveSystem.State {
  fileprivate var actors: [RandomActor] { nodes.compactMap(\.actor) }
}
