import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Cannot take a two, and says so after it has done half of its work.
private struct Picky: DeterministicActor {
  var sum = 0

  mutating func start(_ outbox: inout Outbox<Self>) { outbox.save(0) }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    sum += message
    outbox.send(message, to: sender)
    outbox.save(sum)
    if message == 2 { outbox.fail("a two") }
    if sum > 4 { outbox.fail("too much") }
  }

  typealias Storage = Int
}

/// Passes everything on to the actor that it wraps.
private struct Wrapper: DeterministicActor {
  var inner = Picky()

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.wrap(&inner) { $0.receive(message, from: sender, &$1) }
  }

  typealias Storage = Int
}

@Suite struct `An actor that fails` {
  typealias System = ActorSystem<Int, NoHistory>

  private func system(_ messages: [Int], maxCrashes: Int = 0) -> System {
    var system = System(maxCrashes: maxCrashes)
    system.add(Picky())
    system.add(Mailer(all: messages), mayCrash: false)
    system.properties = [.noActorFails(), .sometimes("back") { !$0.network.deliverable.isEmpty }]
    return system
  }

  @Test func `violates the property, by the shortest way`() throws {
    let oracle = try explore(system([1, 2, 3]))
    #expect(oracle["no actor fails"]?.verdict == "violated")
    let path = try #require(try system([1, 2, 3]).check()["no actor fails"]?.path)
    #expect(path.actions.map(\.description) == ["deliver 1 → 0: 2"])
  }

  @Test func `is gone for good, and has done nothing in the step`() throws {
    let system = system([1, 2], maxCrashes: 1)
    let path = try #require(try system.check()["no actor fails"]?.path)
    let end = path.finalState
    #expect(end.isCrashed(0))
    #expect(end.deliverable.isEmpty)
    #expect(system.actions(in: end).isEmpty)
    _ = try explore(system)
  }

  @Test func `says why`() throws {
    let property = Property<System>.noActorFails()
    let path = try #require(try system([3, 3]).check()["no actor fails"]?.path)
    #expect(property.diagnosis(of: path.finalState) == Diagnosis("actor 0 fails: too much"))
  }

  @Test func `fails inside a wrapper, too`() throws {
    var system = System()
    system.add(Wrapper())
    system.add(Mailer(2))
    system.properties = [.noActorFails()]
    #expect(try system.check()["no actor fails"]?.name == "violated")
  }

  @Test func `is found by random runs`() throws {
    let outcome = try system([1, 1, 3]).simulate(Simulation(seed: 1, runs: 20))
    #expect(outcome["no actor fails"]?.path?.steps.count == 3)
  }

  @Test(arguments: [nil, "a scenario of whole states"])
  func `violates the property of a system that does not list it`(scenario: String?) throws {
    var system = system([1, 3, 2])
    system.properties = [.sometimes("back") { !$0.network.deliverable.isEmpty }]
    system.scenario = scenario.map { Scenario($0, "") { _, _ in true } }
    let violated = try system.check()
    #expect(violated.findings.map(\.property.name) == ["back", "no actor fails"])
    #expect(violated["no actor fails"]?.path?.actions.map(\.description) == ["deliver 1 → 0: 2"])
    let random = try system.simulate(Simulation(seed: 1, runs: 20, goal: nil))
    #expect(random["no actor fails"]?.name == "violated")
  }

  @Test func `is not mentioned where none fails`() throws {
    var system = system([1, 1])
    system.properties = [.sometimes("back") { !$0.network.deliverable.isEmpty }]
    #expect(try system.check().findings.map(\.property.name) == ["back"])
    #expect(try system.simulate(Simulation(seed: 1, runs: 20)).findings.count == 1)
    let warnings = try ActorSystem<Int, NoHistory>().check().warnings
    #expect(warnings.contains { $0.contains("no property is claimed") }, "\(warnings)")
  }

  @Test func `takes a place among the properties that a search judges`() throws {
    var system = system([1])
    system.properties = (0..<64).map { Property.sometimes("\($0)") { _ in true } }
    #expect(throws: ModelError.self) { try system.check() }
    system.properties.removeLast()
    #expect(try system.check().findings.count == 63)
  }
}
