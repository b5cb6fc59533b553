import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Synchronization
import Testing

/// Searches that look at fewer states, on random systems: the same actors, histories, ends and verdicts.
@Suite struct `Reductions` {
  typealias System = ActorSystem<Int, EventCounts>

  /// What the states of a space show, one part at a time.
  private struct Sights: Hashable {
    var actors: Set<RandomActor> = []
    var histories: Set<[Int]> = []
    var ends: Set<[RandomActor?]> = []
    var verdicts: [String] = []
  }

  private final class Eye: Sendable {
    let sights = Mutex(Sights())
    func see(_ update: @Sendable (inout Sights) -> Void) -> Bool {
      sights.withLock { update(&$0) }
      return true
    }
  }

  private static let largest = Effort.isFull ? 1_000 : 400

  private func system(seed: UInt64) -> System {
    var generator = SeededGenerator(seed: seed, run: 11)
    var system = System.random(seed: seed)
    let claims = system.properties
    system.boundary =
      generator.chance(Ratio(1, 4)) ? .every(RandomActor.self) { $0.state != 1 } : nil
    system.properties = claims.filter {
      $0.name.hasPrefix("every actor") || $0.name.contains("count")
    }
    let message = generator.below(3)
    system.properties += [
      .sometimes("the message", deliverable: { $0.message == message }), .noActorFails(),
    ]
    return system
  }

  /// The envelopes that the property of a system asks for.
  private func isExample(in system: System, seed: UInt64) -> (Envelope<Int>) -> Bool {
    var generator = SeededGenerator(seed: seed, run: 11)
    _ = generator.chance(Ratio(1, 4))
    let message = generator.below(3)
    return { $0.message == message }
  }

  /// What a search sees; `nil` if it does not come to an end.
  private func look(
    at system: System, reducing reductions: Set<Reduction>, seesEnds: Bool = true
  ) throws -> (Outcome<System>, Sights)? {
    let eye = Eye()
    var system = system
    system.properties += [
      .always("seen", every: RandomActor.self) { actor in eye.see { $0.actors.insert(actor) } },
      .always("recorded", history: { history in eye.see { $0.histories.insert(history.counts) } }),
    ]
    if seesEnds {
      system.properties.append(
        .atEnd(
          "ended",
          everyActor: { actors in
            let values = actors.members(of: RandomActor.self).map(\.actor)
            return eye.see { $0.ends.insert(values) }
          }))
    }
    // A round that relies on too few steps may have more states than the whole space.
    let limit = reductions.isEmpty ? Self.largest : 50 * Self.largest
    var search = ExhaustiveSearch(limits: SearchLimits(states: limit))
    search.reductions = reductions
    let outcome = try search.run(system)
    guard outcome.statistics.isComplete else { return nil }
    for account in outcome.reductions { try #require(account.isOn, "\(account)") }
    var sights = eye.sights.withLock(\.self)
    sights.verdicts = outcome.findings.map {
      "\($0.property.name): \($0.verdict.name) in \($0.verdict.path?.steps.count ?? -1)"
    }
    return (outcome, sights)
  }

  @Test func `show all that a search without them shows`() throws {
    var compared: [Reduction: Int] = [:]
    var saved = 0
    try withEvery("seed", in: Effort.seeds(300)) { seed in
      var system = system(seed: seed)
      if system.network.delivery == .ordered { system.network.delivery = .unorderedNonduplicating }
      if let (full, sights) = try look(at: system, reducing: []) {
        let (outcome, reduced) = try #require(try look(at: system, reducing: [.inert]))
        try #require(sights == reduced, "seed \(seed)")
        for path in outcome.findings.compactMap(\.verdict.path) {
          try #require(isGenuine(path, of: system), "seed \(seed)")
        }
        saved += full.statistics.uniqueStates - outcome.statistics.uniqueStates
        compared[.inert, default: 0] += 1
      }
      system.network.isLossy = true
      for reductions in [[.losses], [.losses, .inert]] as [Set<Reduction>] {
        guard let (_, sights) = try look(at: system, reducing: [], seesEnds: false) else {
          continue
        }
        let (_, reduced) = try #require(
          try look(at: system, reducing: reductions, seesEnds: false))
        try #require(sights == reduced, "seed \(seed)")
        compared[.losses, default: 0] += 1
      }
    }
    #expect(compared[.inert, default: 0] > Effort.share(of: 100), "\(compared)")
    #expect(compared[.losses, default: 0] > Effort.share(of: 100), "\(compared)")
    #expect(saved > 0)
  }

  /// The engine follows steps of an actor also where what all actors share forbids them, and then takes fewer
  /// messages off the network than the plain reduction. Without anything that is shared both take the same.
  @Test func `take off the network what the plain one does`() throws {
    var compared = 0
    try withEvery("seed", in: Effort.seeds(300)) { seed in
      var system = system(seed: seed)
      if system.network.delivery == .ordered { system.network.delivery = .unorderedNonduplicating }
      system.maxCrashes = 0
      system.maxAmnesia = 0
      system.budgets = []
      system.partitions = .none
      system.boundary = nil
      guard try look(at: system, reducing: []) != nil else { return }
      let (outcome, _) = try #require(try look(at: system, reducing: [.inert]))
      let naive = NaiveReduction(system, keeping: isExample(in: system, seed: seed))
      try #require(outcome.statistics.uniqueStates == naive.states.count, "seed \(seed)")
      try #require(outcome.statistics.generatedStates == naive.generatedStates, "seed \(seed)")
      try #require(outcome.reductions[0].rounds == naive.rounds, "seed \(seed)")
      compared += 1
    }
    #expect(compared > Effort.share(of: 100))
  }

  private func isGenuine(_ path: Path<System>, of system: System) -> Bool {
    zip(path.states, path.steps).allSatisfy { state, step in
      system.actions(in: state).contains(step.action)
        && system.successor(of: state, after: step.action) == step.state
    }
  }

  @Test(arguments: [2, 5])
  func `give the same at any number of threads and in both orders`(threads: Int) throws {
    try withEvery("seed", in: Effort.seeds(100)) { seed in
      var system = system(seed: seed)
      if system.network.delivery == .ordered { system.network.delivery = .unorderedDuplicating }
      func counts(_ order: ExhaustiveSearch.Order, threads: Int) throws -> [String] {
        var search = ExhaustiveSearch(order, threads: threads, limits: SearchLimits(states: 5_000))
        search.reductions = [.inert]
        let outcome = try search.run(system)
        return ["\(outcome.statistics.uniqueStates) \(outcome.reductions)"]
          + outcome.findings.map { "\($0.verdict.name) \($0.verdict.path?.actions ?? [])" }
      }
      for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
        let (one, many) = try (counts(order, threads: 1), counts(order, threads: threads))
        try #require(one == many, "seed \(seed)")
      }
      let (broad, deep) = try (
        counts(.breadthFirst, threads: 1)[0], counts(.depthFirst, threads: 1)[0]
      )
      let count = { (text: String) in text.split(separator: " ")[0] }
      try #require(count(broad) == count(deep) || count(broad) == "5000", "seed \(seed)")
    }
  }

  /// What makes a receiver heed a message that it ignores at first.
  enum Cause: CaseIterable { case message, timeout, recovery, nothing }

  /// A receiver that ignores message 0 until something happens, and a sender.
  private func late(_ cause: Cause) -> System {
    var system = System(maxCrashes: cause == .recovery ? 1 : 0, history: EventCounts())
    var receiver = (0..<RandomActor.stateCount).flatMap {
      Array(repeating: RandomActor.Rule(next: $0), count: RandomActor.inputCount)
    }
    var sender = receiver
    sender[8].sends = [Envelope(from: 0, to: 1, 0), Envelope(from: 0, to: 1, 1)]
    receiver[RandomActor.inputCount].next = 2
    switch cause {
    case .message: receiver[1].next = 1
    case .timeout:
      receiver[8].sets = [RandomActor.Timer(number: 3)]
      receiver[3].next = 1
    case .recovery: receiver[9].next = 1
    case .nothing: receiver[RandomActor.inputCount].next = 1
    }
    system.add(RandomActor(rules: sender, budget: 1), mayCrash: false)
    system.add(RandomActor(rules: receiver, budget: 0))
    system.properties = [.sometimes("the message", deliverable: { $0.message == 2 })]
    return system
  }

  @Test(arguments: Cause.allCases)
  func `keep what is heeded late`(cause: Cause) throws {
    let full = try #require(try look(at: late(cause), reducing: []))
    let reduced = try #require(try look(at: late(cause), reducing: [.inert]))
    #expect(full.1 == reduced.1)
    #expect(reduced.0.statistics.uniqueStates <= full.0.statistics.uniqueStates)
  }

  @Test(arguments: [
    (NaiveReduction.Flaw.judgesThePresent, Cause.message), (.forgetsTimers, .timeout),
    (.forgetsFaults, .recovery), (.dropsExamples, .nothing),
  ])
  func `with a mistake lose something`(flaw: NaiveReduction.Flaw, cause: Cause) throws {
    let isExample = { (envelope: Envelope<Int>) in flaw == .dropsExamples && envelope.message == 0 }
    func sights(_ flaw: NaiveReduction.Flaw?) -> [Set<AnyHashable>] {
      let states = NaiveReduction(late(cause), flaw, keeping: isExample).states
      return [
        Set(states.flatMap { $0.actors(of: RandomActor.self).map { AnyHashable($0) } }),
        Set(states.map { AnyHashable($0.deliverable.contains(where: isExample)) }),
      ]
    }
    #expect(sights(flaw) != sights(nil))
  }

  @Test func `are switched off where a property could tell`() throws {
    var system = System(
      network: NetworkKind(.unorderedNonduplicating, isLossy: true), history: EventCounts())
    system.add(RandomActor(rules: Array(repeating: .init(), count: 30), budget: 0))
    func obstacles(
      _ properties: Property<System>..., changing change: (inout System) -> Void = { _ in }
    )
      throws -> [String]
    {
      var system = system
      system.properties = properties
      change(&system)
      var search = ExhaustiveSearch()
      search.reductions = [.inert, .losses]
      return try search.run(system).reductions.flatMap { account in
        account.obstacles.map { "\(account.reduction.rawValue): \($0)" }
      }
    }
    let whole = Property<System>.always("whole") { _ in true }
    #expect(
      try obstacles(whole) == [
        "inert: 'whole' looks at whole states", "losses: 'whole' looks at whole states",
      ])
    #expect(
      try obstacles(.atEnd("end", actors: RandomActor.self) { _ in true })
        == ["losses: 'end' is about what a loss can bar"])
    #expect(
      try obstacles(.eventually("soon", actors: RandomActor.self) { _ in true }) == [
        "inert: 'soon' is about what goes on for ever",
        "losses: 'soon' is about what goes on for ever",
      ])
    #expect(
      try obstacles(.always("step", step: { _, _, _ in true })) == [
        "inert: 'step' looks at whole states", "losses: 'step' looks at whole states",
      ])
    let fine = Property<System>.always("fine", every: RandomActor.self) { _ in true }
    #expect(try obstacles(fine) == [])
    #expect(
      try obstacles(fine, changing: { $0.network.delivery = .ordered }) == [
        "inert: a message that is ignored makes way for the next one of its channel",
        "losses: a message that is lost makes way for the next one of its channel",
      ])
    #expect(
      try obstacles(fine, changing: { $0.network.isLossy = false })
        == ["losses: the network loses nothing"])
    #expect(
      try obstacles(fine, changing: { $0.boundary = .states { _ in true } }).count == 2)
    var search = ExhaustiveSearch()
    search.reductions = [.inert]
    #expect(
      try search.run(Plain(system)).reductions[0].obstacles
        == ["states of this model are looked at as a whole"])
  }

  /// What a lossy ordered network lets through, and what a claim about ends tells of losses.
  @Test func `of losses would lose something where they are switched off`() throws {
    var (onOrdered, atEnds) = (0, 0)
    for seed in UInt64(0)..<100 where onOrdered == 0 || atEnds == 0 {
      var system = system(seed: seed)
      system.network = NetworkKind(.ordered, isLossy: true)
      var safe = system
      safe.network.isLossy = false
      if let lossy = try look(at: system, reducing: []), let safe = try look(at: safe, reducing: [])
      {
        if lossy.1.actors != safe.1.actors { onOrdered += 1 }
      }
      system.network.delivery = .unorderedNonduplicating
      safe.network.delivery = .unorderedNonduplicating
      if let lossy = try look(at: system, reducing: []), let safe = try look(at: safe, reducing: [])
      {
        if lossy.1.ends != safe.1.ends { atEnds += 1 }
      }
    }
    #expect(onOrdered > 0 && atEnds > 0)
  }
}
