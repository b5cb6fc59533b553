import PaxcheckActors
import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// What was recorded, and by whom.
struct Log: HistoryVariable {
  struct Entry: Hashable { let event: String, actor: ActorID }
  private(set) var entries: [Entry] = []

  mutating func record(_ event: String, by actor: ActorID) {
    entries.append(Entry(event: event, actor: actor))
  }
}

/// Records the messages that it receives, and keeps nothing.
struct Witness: DeterministicActor {
  typealias Event = String

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.record("got \(message)")
    outbox.record("from \(sender)")
  }
}

@Suite struct `A history` {
  func system(_ network: NetworkKind = .unorderedNonduplicating) -> ActorSystem<Int, Log> {
    var system = ActorSystem<Int, Log>(network: network, history: Log())
    system.add(Witness())
    system.add(Mailer(1, 2))
    return system
  }

  @Test func `is part of the state, and recording alone is a step`() throws {
    let oracle = try explore(system())
    let logs = Set(oracle.levels.keys.map { $0.history.entries.map(\.event) })
    #expect(oracle.uniqueStates == 5)
    #expect(logs.contains(["got 2", "from 1", "got 1", "from 1"]))
    #expect(oracle.levels.keys.allSatisfy { $0.history.entries.allSatisfy { $0.actor == 0 } })
  }

  @Test func `is judged alone`() throws {
    var system = system(.ordered)
    system.properties = [
      .always("2 comes after 1", history: { $0.entries.first?.event != "got 2" }),
      .always("1 never comes", history: { $0.entries.isEmpty }),
      .sometimes("both come", history: { $0.entries.count == 4 }),
    ]
    let oracle = try explore(system)
    #expect(oracle.findings.map(\.verdict) == ["holds", "violated", "reached"])
    #expect(oracle.findings.map(\.steps) == [nil, 1, 2])
  }

  @Test func `can be what clients saw`() {
    var history = OperationHistory(of: Register(0))
    history.record(.invocation(.write(1)), by: ActorID(4))
    history.record(.response(.written), by: ActorID(4))
    history.record(.invocation(.read), by: ActorID(3))
    history.record(.response(.value(0)), by: ActorID(3))
    #expect(!history.isLinearizable)
    #expect(history.isSequentiallyConsistent)
  }
}
