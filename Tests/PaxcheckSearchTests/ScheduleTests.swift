import PaxcheckModel
import PaxcheckSearch
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

  @Test func `a step that came and changed nothing comes again`() throws {
    let model = Roles(
      steps: [("late", .timed(10...10)), ("work", .timed(35...35))], length: 4,
      // "late" changes nothing before the first "work".
      isPossible: { step, log in step != "late" || log.contains("work") })
    let log = try log(of: model, .virtualTime(latency: 1...1))
    #expect(log == ["work", "late", "late", "late"])
  }
}

/// A model that writes a log of its steps, which have roles.
private struct Roles: Model {
  let steps: [(name: String, role: StepRole)]
  let length: Int
  var claims = true
  var isPossible: @Sendable (String, [String]) -> Bool = { _, _ in true }

  var initialStates: [[String]] { [[]] }
  func actions(in log: [String]) -> [String] { log.count < length ? steps.map(\.name) : [] }
  func successor(of log: [String], after step: String) -> [String]? {
    isPossible(step, log) ? log + [step] : nil
  }
  func role(of action: String, in log: [String]) -> StepRole {
    steps.first { $0.name == action }?.role ?? .ordinary
  }
  var properties: [Property<Self>] {
    guard claims else { return [] }
    return [
      .sometimes("full") { [length] in $0.count == length },
      .eventually("fills") { [length] in $0.count == length },
    ]
  }
}
