import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckTrace
import Testing

/// A ladder that is climbed by one rung, or by two.
private struct Ladder: Model {
  let isBroken: Bool

  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { ["step", "jump"] }
  func successor(of state: Int, after action: String) -> Int? {
    guard action == "step" else { return state < 3 ? state + 2 : nil }
    if isBroken && state == 1 { return -1 }
    return state < 4 ? state + 1 : nil
  }
  var properties: [Property<Self>] {
    [.always("nobody falls") { $0 >= 0 }, .sometimes("somebody is at the top") { $0 == 4 }]
  }
  var scenarios: [Scenario<Self>] {
    [
      Scenario("jumps", "no rung is taken alone", actions: { $0 == "jump" }),
      Scenario("below", "nobody goes past the third rung") { state, _ in state < 2 },
    ]
  }
}

@Suite struct `An audit within a scenario` {
  private func audit(_ mutation: Mutation) throws -> AuditReport {
    try ModelDescription("ladder", "", source: "", mutations: [mutation]) { arguments in
      Ladder(isBroken: arguments.choice("mutation") == "breaks")
    }.audit()
  }

  private func finding(_ mutation: Mutation) throws -> AuditReport.Finding? {
    try audit(mutation).cases.first?.finding
  }

  @Test func `looks there with the bug and without it`() throws {
    let audit = try audit(Mutation("breaks", "", caughtBy: "nobody falls", within: "below"))
    let item = try #require(audit.cases.first)
    #expect(item.finding == .caught)
    #expect(item.mutant["nobody falls"]?.trace?.scenario == "below")
    #expect(item.sound["nobody falls"]?.qualifiedVerdict == "holds within scenario below")
    #expect(audit.configurations.map(\.place) == ["", "--scenario below"])
  }

  @Test func `misses a bug that shows elsewhere`() throws {
    let bug = Mutation("breaks", "", caughtBy: "nobody falls", within: "jumps")
    #expect(try finding(bug) == .missed)
  }

  @Test func `lets a change pass that makes no difference to what is open there`() throws {
    let audit = try audit(Mutation("changes-nothing", "", caughtBy: nil, within: "below"))
    let item = try #require(audit.cases.first)
    #expect(item.finding == .passed)
    #expect(item.mutant["somebody is at the top"]?.isAsExpected == nil)
    #expect(try finding(Mutation("breaks", "", caughtBy: nil, within: "below")) == .falseAlarm)
  }

  @Test func `refuses a scenario that the model does not have`() throws {
    let bug = Mutation("breaks", "", caughtBy: "nobody falls", within: "jump")
    let error = try #require(throws: ArgumentError.self) { try audit(bug) }
    #expect(error.description.contains("no scenario 'jump' (did you mean 'jumps'?)"))
  }
}

@Suite struct `An audit of a model that comes to an end` {
  private func standstill(
    _ properties: [Property<Limited>], limit: Int = 3
  ) throws -> PropertyReport? {
    let audit = try ModelDescription("limited", "", source: "") { _ in
      Limited(limit: limit, properties: properties)
    }.audit()
    #expect(audit.report.properties.count == properties.count)
    #expect(audit.report.isUnrefuted == true)
    return audit.standstill
  }

  /// A counter that may say which end is meant.
  private struct Limited: Model {
    let limit: Int
    let properties: [Property<Self>]
    var initialStates: [Int] { [0] }
    func actions(in state: Int) -> [Int] { [1] }
    func successor(of state: Int, after action: Int) -> Int? {
      state < limit ? state + action : nil
    }
  }

  @Test func `notes it, and is none the worse for it`() throws {
    let note = try standstill([.always("low") { $0 < 4 }])
    #expect(note?.steps == 3)
    #expect(note?.trace?.steps.count == 3)
  }

  @Test func `says nothing where ends are declared`() throws {
    #expect(try standstill([.atEnd("at three") { $0 == 3 }]) == nil)
    #expect(try standstill([.noDeadlock(except: { $0 == 3 })]) == nil)
  }

  /// Once all that is claimed was seen, nothing more is searched for the sake of the note.
  @Test func `does not search any longer`() throws {
    #expect(try standstill([.sometimes("one") { $0 == 1 }], limit: 100_000) == nil)
  }
}
