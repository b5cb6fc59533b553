import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Two timers that are always set; each timeout sends its number to the other actor.
private struct Ticker: DeterministicActor {
  enum Timer: Hashable, Sendable { case tick, tock }
  enum Choice: Hashable, Sendable { case left, right }

  let peer: ActorID
  var isChoosing = false
  var ticks = 0
  var last = 0

  mutating func start(_ outbox: inout Outbox<Self>) {
    outbox.set(.tick)
    outbox.set(.tock)
    if isChoosing { outbox.offer([.left, .right]) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    last = message
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    outbox.set(timer)
    guard timer == .tick else { return }
    ticks += 1
    outbox.send(outbox.uniqueNumber(), to: peer)
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) { outbox.offer([choice]) }
}

extension ActorSystem where Message == Int, History == NoHistory {
  fileprivate init(ticking count: Int) {
    self.init()
    budgets = [Budget("ticks", of: .timeouts(Ticker.Timer.tick), .each(count))]
    for peer in [1, 0] { add(Ticker(peer: ActorID(peer))) }
  }
}

@Suite struct `Budgets` {
  private typealias System = ActorSystem<Int, NoHistory>

  private func system(
    _ budgets: Budget..., actors: Int = 2, isChoosing: Bool = false, maxCrashes: Int = 0
  ) -> System {
    var system = System(maxCrashes: maxCrashes)
    system.budgets = budgets
    for index in 0..<actors {
      system.add(Ticker(peer: ActorID((index + 1) % actors), isChoosing: isChoosing))
    }
    return system
  }

  private let ticks = StepKind.timeouts(Ticker.Timer.tick)

  private func run(_ system: System, _ texts: String...) throws -> System.State {
    var state = system.initialStates[0]
    for text in texts {
      let action = try #require(
        system.actions(in: state).first { $0.description == text }, "\(text) is no step")
      state = try #require(system.successor(of: state, after: action))
    }
    return state
  }

  private func offers(_ system: System, _ state: System.State) -> [String] {
    system.actions(in: state).map(\.description)
  }

  @Test func `end what would go on for ever`() throws {
    let each = try explore(system(Budget("ticks", of: ticks, .each(2)))).levels
    #expect(each.keys.map { $0.spent("ticks") }.max() == 4)
    let together = try explore(system(Budget("ticks", of: ticks, .inAll(2)))).levels
    #expect(together.keys.map { $0.spent("ticks") }.max() == 2)
    let first = try explore(system(Budget("ticks", of: ticks, .byActor([2])))).levels
    #expect(first.keys.map { $0.spent("ticks", by: 0) }.max() == 2)
    #expect(first.keys.map { $0.spent("ticks", by: 1) }.max() == 0)
  }

  /// Where two actors may spend one budget, it does not matter whose step it was.
  @Test func `in all are counted in all`() throws {
    var system = System()
    system.budgets = [Budget("losses", of: .losses, .inAll(1))]
    system.network.isLossy = true
    for _ in 0..<2 { system.add(Mailer(1, 2, to: 2)) }
    system.add(Mailer())
    let state = system.initialStates[0]
    #expect(offers(system, state).count { $0.hasPrefix("drop") } == 4)
    let lost = try run(system, "drop 0 → 2: 1")
    #expect(lost.spent("losses") == 1)
    #expect(!offers(system, lost).contains { $0.hasPrefix("drop") })
    _ = try explore(system)
  }

  @Test func `are spent by steps alone`() throws {
    let system = system(
      Budget("ticks", of: ticks, .each(1)),
      Budget("tocks", of: .timeouts(Ticker.Timer.tock), .each(1)))
    let state = system.initialStates[0]
    let tock = try #require(
      system.actions(in: state).first { $0.description == "timeout 0: tock" })
    // It changes nothing, and sets its timer again.
    #expect(system.successor(of: state, after: tock) == nil)
    #expect(try explore(system).levels.keys.map { $0.spent("tocks") }.max() == 0)
  }

  @Test func `outlive crashes, amnesia and failures`() throws {
    var system = system(Budget("ticks", of: ticks, .each(1)), maxCrashes: 1)
    system.maxAmnesia = 1
    let crashed = try run(system, "timeout 0: tick", "crash 0", "recover 0")
    #expect(crashed.spent("ticks", by: 0) == 1)
    #expect(!offers(system, crashed).contains("timeout 0: tick"))
    #expect(offers(system, crashed).contains("timeout 1: tick"))
    let anew = try run(system, "timeout 0: tick", "amnesia 0")
    #expect(anew.actor(0, as: Ticker.self)?.ticks == 0)
    #expect(!offers(system, anew).contains("timeout 0: tick"))
  }

  @Test func `of crashes and choices are of some actors, or of some alternatives`() throws {
    let system = system(
      Budget("ticks", of: ticks, .each(0)),
      Budget("crashes", of: .crashes.of([0]), .inAll(1)),
      Budget("picks", of: .choices { $0 == Ticker.Choice.left }, .each(1)),
      isChoosing: true, maxCrashes: 1)
    let again = try run(system, "crash 0", "recover 0")
    #expect(!offers(system, again).contains("crash 0"))
    #expect(offers(system, again).contains("crash 1"))
    let chosen = try run(system, "choose 0: left")
    #expect(!offers(system, chosen).contains { $0.hasPrefix("choose 0") })
    #expect(offers(system, try run(system, "choose 0: right")).contains("choose 0: right"))
  }

  /// A model's own initializer sets them as well.
  @Test func `hold whoever sets them, and whenever`() throws {
    let own = System(ticking: 1)
    #expect(try explore(own).levels.keys.map { $0.spent("ticks") }.max() == 2)
    var late = system()
    late.budgets = [Budget("ticks", of: ticks, .each(1))]
    #expect(try explore(late).uniqueStates == explore(own).uniqueStates)
  }

  @Test func `that overlap are all drawn on`() throws {
    let system = system(
      Budget("ticks", of: ticks, .each(2)), Budget("all ticks", of: ticks, .inAll(3)))
    let state = try run(system, "timeout 0: tick", "timeout 1: tick", "timeout 0: tick")
    #expect(state.spent("ticks", by: 0) == 2)
    #expect(state.spent("all ticks") == 3)
    #expect(!offers(system, state).contains("timeout 1: tick"))
  }

  @Test func `are shown in states`() throws {
    let system = system(
      Budget("ticks", of: ticks, .each(1)), Budget("all ticks", of: ticks, .inAll(3)))
    let before = text(system.initialStates[0])
    #expect(before.contains("spent: nothing"), "\(before)")
    let after = text(try run(system, "timeout 0: tick"))
    #expect(after.contains("spent: ticks 1"), "\(after)")
    #expect(after.contains("spent: all ticks 1"), "\(after)")
  }

  @Test func `hold in random runs`() throws {
    var system = system(
      Budget("ticks", of: ticks, .each(2)), Budget("all ticks", of: ticks, .inAll(3)))
    system.properties = [
      .always("few of each") { state in [0, 1].allSatisfy { state.spent("ticks", by: $0) <= 2 } },
      .always("few in all") { $0.spent("all ticks") <= 3 },
      .sometimes("all are spent") { $0.spent("all ticks") == 3 && $0.spent("ticks") == 3 },
    ]
    let outcome = try Simulation(seed: 1, runs: 50).run(system)
    #expect(outcome.findings.map(\.verdict.name) == ["undecided", "undecided", "reached"])
  }

  @Test func `give unique numbers that no loss repeats`() throws {
    var system = system(Budget("ticks", of: ticks, .each(2)))
    system.maxAmnesia = 1
    let state = try run(system, "timeout 0: tick", "amnesia 0", "timeout 0: tick")
    #expect(state.network.envelopes.map(\.message) == [1, 2])
  }

  @Test(arguments: [
    (Budget("a", of: .crashes, .each(16)), "the budget 'a' is 16, and it can be 0 to 15"),
    (Budget("a", of: .crashes, .byActor([1, -1])), "the budget 'a' is -1, and it can be 0 to 15"),
    (Budget("a", of: .crashes, .byActor([1, 1, 1])), "is about 3 actors, and there are 2"),
    (Budget("a", of: .losses, .each(1)), "is about losses, which are no actor's"),
    (Budget("ticks", of: .crashes, .each(1)), "two budgets are called 'ticks'"),
  ])
  func `that make no sense are refused`(budget: Budget, reason: String) throws {
    var system = system(Budget("ticks", of: ticks, .each(1)))
    system.budgets.append(budget)
    let error = #expect(throws: ModelError.self) { try system.check() }
    #expect("\(try #require(error))".contains(reason), "\(error.map { "\($0)" } ?? "")")
  }

  @Test func `are sixteen at most, and seven for all together`() throws {
    for (count, limit) in [(17, Budget.Limit.each(1)), (8, .inAll(1))] {
      var system = system(actors: 1)
      system.budgets = (0..<count).map { Budget("\($0)", of: .crashes, limit) }
      #expect(throws: ModelError.self) { try system.check() }
      system.budgets = [Budget("ticks", of: ticks, .each(1))] + system.budgets.dropLast(2)
      #expect(throws: Never.self) { try system.check() }
    }
  }
}
