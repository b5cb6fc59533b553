import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// What must come true in actor systems, under rules of fairness about their steps.
@Suite struct `Fairness of actors' steps` {
  private static let largest = Effort.isFull ? 300 : 60

  /// A random system with some rules, and claims of each kind about what comes true.
  private func system(seed: UInt64) -> ActorSystem<Int, EventCounts> {
    var system = ActorSystem<Int, EventCounts>.random(seed: seed)
    var generator = SeededGenerator(seed: seed, run: 7)
    let state = generator.below(RandomActor.stateCount)
    let other = generator.below(RandomActor.stateCount)
    let arrives: @Sendable (SystemState<Int, EventCounts>) -> Bool = {
      $0.actors(of: RandomActor.self).contains { $0.state == state }
    }
    system.properties = [
      .eventually("an actor arrives", arrives),
      .leadsTo(
        "one leads to another",
        from: { $0.actors(of: RandomActor.self).contains { $0.state == other } }, to: arrives),
      .infinitelyOften("an actor arrives again", arrives),
      .eventuallyAlways("an actor stays", arrives),
      .noActorFails(),
    ]
    let classes: [StepClasses<ActorSystem<Int, EventCounts>>] = [
      .deliveries, .deliveries { $0.message > 0 }, .deliveries(by: .receiver),
      .deliveries(by: .channel), .deliveries(by: .kind), .timeouts, .choices, .recoveries, .heals,
      .actors, .every,
    ]
    system.fairness = (0...generator.below(3)).map { _ in
      let steps = classes[generator.below(classes.count)]
      return generator.chance(Ratio(1, 2)) ? .weak(steps) : .strong(steps)
    }
    return system
  }

  @Test func `is judged by numbers as by values, and as the oracle does`() throws {
    var verdicts: [String: Int] = [:]
    try withEvery("seed", in: Effort.seeds(1_500)) { seed in
      let system = system(seed: seed)
      let limits = SearchLimits(states: Self.largest)
      let outcome = try ExhaustiveSearch(limits: limits).run(system)
      guard outcome.statistics.isComplete, outcome.statistics.uniqueStates > 0 else { return }
      let plain = try ExhaustiveSearch(limits: limits).run(Plain(system))
      let oracle = FairnessOracle(system, Oracle(system).levels.keys)
      for (finding, other) in zip(outcome.findings.dropLast(), plain.findings) {
        let verdict = oracle.verdict(on: finding.property)
        try #require(
          finding.verdict.name == verdict,
          "seed \(seed), \(finding.property.name), \(system.fairness), \(finding.verdict)")
        try #require(other.verdict.name == verdict, "\(finding.property.name)")
        // Which of several is shown depends on the order in which states are found.
        if let path = finding.verdict.path {
          try #require(Judge(system, finding.property).decision(on: path) != nil, "seed \(seed)")
        }
        verdicts[verdict, default: 0] += 1
      }
    }
    for verdict in ["holds", "violated", "undecided"] {
      #expect(verdicts[verdict, default: 0] > Effort.share(of: 40), "\(verdict): \(verdicts)")
    }
  }

  /// A message that is lost, and sent again for ever.
  private struct Sender: DeterministicActor {
    enum Timer: Hashable, Sendable { case again }
    var isAnswered = false

    func start(_ outbox: inout Outbox<Self>) {
      outbox.send("ask", to: 1)
      outbox.set(.again)
    }
    func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) { start(&outbox) }
    mutating func receive(_ text: String, from sender: ActorID, _ outbox: inout Outbox<Self>) {
      isAnswered = true
      outbox.cancel(.again)
    }
  }

  private struct Receiver: DeterministicActor {
    func receive(_ text: String, from sender: ActorID, _ outbox: inout Outbox<Self>) {
      outbox.send("answer", to: sender)
    }
  }

  private func line(_ fairness: [FairnessRule<ActorSystem<String, NoHistory>>])
    -> ActorSystem<String, NoHistory>
  {
    var system = ActorSystem<String, NoHistory>(
      network: NetworkKind(.unorderedNonduplicating, isLossy: true))
    system.add(Sender())
    system.add(Receiver())
    system.boundary = .states { $0.network.envelopes.count <= 2 }
    system.fairness = fairness
    system.properties = [
      .eventually("who asks is answered", actors: Sender.self) { $0.allSatisfy(\.isAnswered) }
    ]
    return system
  }

  @Test func `tells lossy lines from fair ones`() throws {
    let without = try line([]).check()["who asks is answered"]
    #expect(without?.name == "violated")
    let weak = try line([.weak(.deliveries), .weak(.timeouts)]).check()
    let path = try #require(weak["who asks is answered"]?.path)
    #expect(path.loopStart != nil)
    #expect(path.actions.contains { $0.description.hasPrefix("drop") })
    let account = path.fairnessAccount(
      of: line([.weak(.deliveries), .weak(.timeouts)]), deciding: weak.findings[0].property)
    #expect(account?.advice?.contains("'strong deliveries' instead of 'weak deliveries'") == true)
    let strong = try line([.strong(.deliveries), .weak(.timeouts)]).check()
    #expect(strong["who asks is answered"]?.name == "undecided")
  }
}
