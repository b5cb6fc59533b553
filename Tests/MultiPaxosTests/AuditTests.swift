import PaxcheckKit
import Testing

@testable import MultiPaxos

@Suite struct `An audit` {
  /// The model with a few of its mutations, declared as they are or to the contrary.
  private func model(_ mutations: [Mutation]) -> ModelDescription {
    ModelDescription(
      "multi-paxos", "", source: "", parameters: ModelDescription.multiPaxos.parameters.dropLast(),
      mutations: mutations
    ) { arguments throws(ArgumentError) in try MultiPaxos(arguments) }
  }

  private let bug = Mutation(
    "own-entry-wins", "", caughtBy: "agreement", at: ["attempts=1,1"])
  private let harmless = Mutation("accepting-is-promising", "", caughtBy: nil)

  @Test func `tells which property catches a bug, and lets harmless changes pass`() throws {
    let audit = try model([bug, harmless]).audit()
    #expect(audit.cases.map(\.finding) == [.caught, .passed])
    #expect(audit.mutations(breaking: "agreement") == [bug])
    #expect(audit.mutations(breaking: "validity").isEmpty)
    #expect(audit.isAsExpected == true)
  }

  @Test func `tells a bug that is missed from one that a limit hides`() throws {
    let missed = Mutation("own-entry-wins", "", caughtBy: "validity", at: ["attempts=1,1"])
    #expect(try model([missed]).audit().cases.map(\.finding) == [.missed])
    let search = ExhaustiveSearch(limits: SearchLimits(states: 50))
    let hidden = try model([bug]).audit(search)
    #expect(hidden.cases.map(\.finding) == [.undecided])
    #expect(hidden.isAsExpected == nil)
  }

  @Test func `reports a harmless change that is not`() throws {
    let wrong = Mutation("own-entry-wins", "", caughtBy: nil, at: ["attempts=1,1"])
    let audit = try model([wrong]).audit()
    #expect(audit.cases.map(\.finding) == [.falseAlarm])
    #expect(audit.isAsExpected == false)
  }

  @Test func `tells what needs no messages, and which messages are of no use`() throws {
    let model = ModelDescription("teller", "", source: "") { _ in
      var system = ActorSystem<Int, NoHistory>()
      system.add(Teller())
      system.properties = [
        .sometimes("hears") { $0.actors(of: Teller.self)[0].hasHeard },
        .sometimes("ticks") { $0.actors(of: Teller.self)[0].hasTicked },
        .always("is one") { $0.actors(of: Teller.self).count == 1 },
      ]
      return system
    }
    let audit = try model.audit()
    #expect(audit.report.isAsExpected == true)
    let idle = audit.properties.map(\.claim).filter(audit.needsNoMessages).map(\.name)
    #expect(idle == ["ticks"])
    #expect(audit.actionsNowhere == ["deliver 2"])
  }
}

/// Writes itself two letters, and pays attention to one of them.
private struct Teller: DeterministicActor {
  enum Timer: Hashable, Sendable { case tick }

  var hasHeard = false
  var hasTicked = false

  func start(_ outbox: inout Outbox<Self>) {
    outbox.set(.tick)
    for letter in [1, 2] { outbox.send(letter, to: outbox.id) }
  }

  mutating func receive(_ letter: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if letter == 1 { hasHeard = true }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) { hasTicked = true }
}
