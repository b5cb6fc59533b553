import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `The schedule of a simulation` {
  /// The steps of one run of a short model, in order.
  private func log(of model: Roles, _ schedule: Simulation.Schedule) throws -> [String]? {
    try model.simulate(Simulation(seed: 1, runs: 1, schedule: schedule))["full"]?.path?.actions
  }

  /// How often each step was taken in one run of a long model.
  private func counts(
    of model: Roles, _ schedule: Simulation.Schedule = .uniform, faults: [Fault: Ratio] = [:]
  ) throws -> [String: Int] {
    try model.simulate(
      Simulation(
        seed: 1, runs: 1, maxSteps: .max, schedule: schedule, faults: faults, countsActions: true)
    ).statistics.actionCounts
  }

  private let work = Roles(
    steps: [("work", .ordinary), ("crash", .fault(.crash)), ("lose", .fault(.loss))], length: 2_000,
    claims: false)

  @Test func `takes faults as often as it is told`() throws {
    let counts = try counts(of: work, faults: [.crash: Ratio(1, 10), .loss: .zero])
    #expect(150...250 ~= counts["crash", default: 0], "\(counts)")
    #expect(counts["lose"] == nil)
  }

  @Test func `takes faults that have no chance of their own like other steps`() throws {
    let counts = try counts(of: work, faults: [.crash: .zero])
    #expect(900...1_100 ~= counts["lose", default: 0], "\(counts)")
    #expect(counts["crash"] == nil)
  }

  @Test func `counts a step that is taken once more as a duplication`() throws {
    let model = Roles(
      steps: [("deliver", .repeatable), ("work", .ordinary)], length: 1_000, claims: false)
    #expect(try counts(of: model, faults: [.duplication: .zero])["deliver"] == 1)
    let often = try counts(of: model, faults: [.duplication: Ratio(1, 4)])
    #expect(200...300 ~= often["deliver", default: 0], "\(often)")
  }

  @Test func `lets a fault happen where nothing else can, unless its chance is zero`() throws {
    let model = Roles(steps: [("crash", .fault(.crash))], length: 3)
    #expect(try counts(of: model, faults: [.crash: Ratio(1, 1_000_000)]) == ["crash": 3])
    let outcome = try model.simulate(Simulation(seed: 0, runs: 5, faults: [.crash: .zero]))
    #expect(outcome["full"]?.name == "undecided")
    // The model goes on, so nothing says that the log never fills.
    #expect(outcome["fills"]?.name == "undecided")
  }

  @Test func `takes kinds of steps in proportion to their weights`() throws {
    let model = Roles(
      steps: [
        ("work hard", .ordinary), ("work", .ordinary), ("rest", .ordinary), ("no", .ordinary),
      ],
      length: 3_000, claims: false)
    let weights = StepWeights(["work": 2, "work hard": 3, "no": 0])
    let counts = try counts(of: model, .weighted(weights))
    #expect(1_350...1_650 ~= counts["work hard", default: 0], "\(counts)")
    #expect(850...1_150 ~= counts["work", default: 0], "\(counts)")
    #expect(400...600 ~= counts["rest", default: 0], "\(counts)")
    #expect(counts["no"] == nil)
  }

  @Test func `takes what is left if a step of great weight is none`() throws {
    let model = Roles(
      steps: [("heavy", .ordinary), ("light", .ordinary)], length: 5,
      isPossible: { step, _ in step == "light" })
    let weights = StepWeights(["heavy": 1_000_000])
    #expect(try log(of: model, .weighted(weights)) == Array(repeating: "light", count: 5))
  }

  @Test func `lets the strand of the highest priority go on until priorities change`() throws {
    let steps = ["a", "b", "c"].map { ($0, StepRole.ordinary) }
    for depth in 1...4 {
      var changes: Set<Int> = []
      for seed in Effort.seeds(60) {
        let model = Roles(steps: steps, length: 64)
        let outcome = try model.simulate(
          Simulation(
            seed: seed, runs: 1, maxSteps: 64, schedule: .priorities(bugDepth: depth)))
        // The shrunk path of "full" is the whole run: no step can be left out.
        let log = try #require(outcome["full"]?.path?.actions)
        let turns = zip(log, log.dropFirst()).count { $0 != $1 }
        #expect(turns < depth, "seed \(seed): \(log)")
        changes.insert(turns)
      }
      #expect(changes.contains(depth - 1), "depth \(depth) never changes often enough")
    }
  }

  @Test func `a strand whose steps stay possible starves no other`() throws {
    let model = Roles(
      steps: [("timer", .timed(1...1)), ("work", .ordinary)], length: 100, claims: false,
      isPossible: { step, log in step == "timer" || log.count(where: { $0 == "work" }) < 20 })
    for seed in Effort.seeds(10) {
      let counts = try model.simulate(
        Simulation(
          seed: seed, runs: 1, schedule: .priorities(bugDepth: 2), countsActions: true)
      ).statistics.actionCounts
      #expect(counts["work"] == 20, "\(counts)")
    }
  }

  @Test func `of a swarm does without some kinds of steps in each run`() throws {
    let names = ["a", "b", "c", "crash"]
    let model = Roles(
      steps: names.map { ($0, $0 == "crash" ? .fault(.crash) : .ordinary) },
      length: Effort.isFull ? 200 : 40,
      claims: false)
    func kinds(seed: UInt64, threads: Int = 1) throws -> Set<String> {
      let simulation = Simulation(
        seed: seed, runs: 1, isSwarm: true, threads: threads, countsActions: true)
      return Set(try model.simulate(simulation).statistics.actionCounts.keys)
    }
    let swarm = try (0..<100).map { try kinds(seed: $0) }
    for name in names { #expect(20...80 ~= swarm.count { $0.contains(name) }, "\(name)") }
    #expect(Set(swarm).count > 8)
    // Where all is switched off, what is no fault goes on.
    #expect(swarm.allSatisfy { $0 != ["crash"] || !$0.isEmpty })
  }

  @Test(arguments: [
    Simulation.Schedule.uniform, .priorities(bugDepth: 3), .weighted(StepWeights(["a": 3])),
  ])
  func `gives the same runs at any number of threads`(schedule: Simulation.Schedule) throws {
    let model = Roles(
      steps: [("a", .ordinary), ("b", .timed(1...3)), ("c", .ordinary)], length: 12)
    for isSwarm in [false, true] {
      func summary(_ threads: Int) throws -> (SearchStatistics, [[String]?], [Int?]) {
        let outcome = try model.simulate(
          Simulation(
            seed: 9, runs: 50, schedule: schedule, isSwarm: isSwarm, threads: threads,
            countsActions: true))
        return (
          outcome.statistics, outcome.findings.map { $0.verdict.path?.actions },
          outcome.findings.map(\.run)
        )
      }
      let one = try summary(1)
      for threads in [2, 5] { #expect(try summary(threads) == one) }
    }
  }

  @Test func `of one goal looks for nothing else`() throws {
    // The longer the run, the longer it takes to find that no step of it can be left out.
    let work = Roles(steps: work.steps, length: Effort.share(of: 2_000))
    let outcome = try work.simulate(
      Simulation(seed: 1, runs: 3, maxSteps: 5_000, goal: "full"))
    #expect(outcome.findings.map(\.property.name) == ["full"])
    #expect(outcome.findings.map(\.run) == [0])
    #expect(outcome.statistics.runs == 1)
  }

  @Test func `fires timers when their virtual time has come`() throws {
    let model = Roles(
      steps: [("slow", .timed(250...250)), ("fast", .timed(100...100))], length: 7)
    let log = try log(of: model, .virtualTime(latency: 1...5))
    // fast at 100, 200, 300, 400, 500; slow at 250, 500: of two at once, the first listed.
    #expect(log == ["fast", "fast", "slow", "fast", "fast", "slow", "fast"])
  }

  @Test func `delivers before a timer that is much slower`() throws {
    let model = Roles(
      steps: [("timeout", .timed(1_000...2_000)), ("deliver", .ordinary)], length: 500,
      claims: false)
    let counts = try counts(of: model, .virtualTime(latency: 1...20))
    #expect(1...8 ~= counts["timeout", default: 0], "\(counts)")
  }

  @Test func `takes no time beyond 2^32 milliseconds`() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let model = Roles(steps: [("late", .timed(0...Int.max))], length: 1, claims: false)
      _ = try model.simulate(Simulation(seed: 1, schedule: .virtualTime(latency: 1...2)))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("a step takes 0...\(Int.max) ms"))
  }

  @Test func `a step that came and changed nothing comes again`() throws {
    let model = Roles(
      steps: [("late", .timed(10...10)), ("work", .timed(35...35))], length: 4,
      // "late" changes nothing before the first "work".
      isPossible: { step, log in step != "late" || log.contains("work") })
    let log = try log(of: model, .virtualTime(latency: 1...1))
    #expect(log == ["work", "late", "late", "late"])
  }
}
