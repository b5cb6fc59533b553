import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `The end of a random run` {
  @Test func `shows that something is not possible any more`() throws {
    let way = Property<Graph>.alwaysPossible("way") { $0 == "goal" }
    func verdict(_ chains: [String], outside: Set<String> = []) throws -> Verdict<Graph>? {
      try Graph(chains, outside: outside, properties: [way])
        .simulate(Simulation(seed: 0, runs: 40, maxSteps: 20))["way"]
    }
    // As check-bfs finds it: the shortest way to the dead end.
    let chains = ["a>b>a", "b>goal>c", "b>dead"]
    let path = try #require(try verdict(chains)?.path)
    let shortest = try Graph(chains, properties: [way]).check()["way"]?.path
    #expect(path.states == ["a", "b", "goal", "c"] || path.states == ["a", "b", "dead"])
    #expect(shortest?.states == ["a", "b", "dead"])
    // A trap with steps in it is no end, nor is the boundary.
    #expect(try verdict(["a>goal", "a>b>c>b"])?.name == "undecided")
    #expect(try verdict(["a>goal", "a>b>c"], outside: ["c"])?.name == "undecided")
  }

  /// Steps of which some are faults, on a clock that goes round.
  private struct Machine: Model {
    /// How many steps other than faults there are.
    let work: Int
    var roles: [String: StepRole] = ["crash": .fault(.crash), "recover": .recovery]

    struct State: Hashable { var done = 0, isDown = false, faults = 0 }

    var initialStates: [State] { [State()] }
    func actions(in state: State) -> [String] {
      state.isDown ? ["recover"] : ["crash"] + (state.done < work ? ["work"] : [])
    }
    func successor(of state: State, after action: String) -> State? {
      var next = state
      switch action {
      case "work": next.done += 1
      case "crash": (next.isDown, next.faults) = (true, state.faults + 1)
      default: next.isDown = false
      }
      return next
    }
    func role(of action: String, in state: State) -> StepRole { roles[action] ?? .ordinary }
    var properties: [Property<Self>] {
      [
        .always("few faults") { $0.faults < 5_000 },
        .sometimes("done") { [work] in $0.done == work },
      ]
    }
  }

  @Test func `comes when nothing but faults has happened for long`() throws {
    let quiet = try Machine(work: 0).simulate(Simulation(seed: 1, runs: 1, maxSteps: 1_000_000))
    #expect(quiet.statistics.maxDepth < 100)
    let busy = try Machine(work: 20).simulate(Simulation(seed: 1, runs: 1, maxSteps: 1_000_000))
    #expect(busy["done"]?.name == "reached")
    #expect(busy.statistics.maxDepth < 400)
    for faults in [[:], [Fault.crash: Ratio(1, 3)]] {
      let rare = try Machine(work: 20).simulate(
        Simulation(seed: 2, runs: 3, maxSteps: 1_000_000, faults: faults))
      #expect(rare["done"]?.name == "reached")
      #expect(rare.statistics.maxDepth < 400)
    }
  }

  @Test func `does not come as long as something else could happen`() throws {
    // The work is there, but its weight is 0: it may happen, so the faults go on.
    let outcome = try Machine(work: 5).simulate(
      Simulation(seed: 1, runs: 1, maxSteps: 3_000, schedule: .weighted(StepWeights(["work": 0]))))
    #expect(outcome.statistics.maxDepth == 3_001)
  }

  @Test func `is the same at any number of threads, and takes the path again`() throws {
    let model = Machine(work: 3)
    func summary(_ threads: Int) throws -> [String] {
      try model.simulate(Simulation(seed: 9, runs: 20, threads: threads)).summary
    }
    #expect(try summary(1) == summary(3))
  }

  @Test func `comes when only repeated deliveries are left`() throws {
    // A message that keeps coming turns a switch to and fro, for ever.
    let model = Roles(
      steps: [("deliver", .repeatable), ("work", .ordinary)], length: 1_000_000, claims: false,
      isPossible: { step, log in step == "deliver" || log.count < 10 })
    let outcome = try model.simulate(Simulation(seed: 4, runs: 1, maxSteps: 5_000))
    #expect(outcome.statistics.maxDepth < 120)
  }
}
