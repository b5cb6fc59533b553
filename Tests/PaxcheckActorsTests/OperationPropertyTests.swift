import PaxcheckActors
import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Writes 1 when it starts, or answers what nobody asked.
private struct Writer: DeterministicActor {
  typealias Message = Int
  typealias Event = OperationRecord<Register<Int>>.Event

  var isSequential = true

  func start(_ outbox: inout Outbox<Self>) {
    if isSequential { outbox.record(.invocation(.write(1))) }
    outbox.send(0, to: outbox.id)
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.record(.response(.written))
    outbox.send(1, to: 1)
  }
}

/// Reads 0, whatever was written before.
private struct StaleReader: DeterministicActor {
  typealias Message = Int
  typealias Event = OperationRecord<Register<Int>>.Event

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.record(.invocation(.read))
    outbox.record(.response(.value(0)))
  }
}

@Suite struct `A property of operations` {
  private typealias System = ActorSystem<Int, OperationRecord<Register<Int>>>

  private func system(_ kind: HistoryKind, isSequential: Bool = true) -> System {
    var system = System(history: OperationRecord(kind, of: Register(0)))
    system.add(Writer(isSequential: isSequential))
    system.add(StaleReader())
    system.properties = [
      .linearizable(), .always("by the history", history: \.isLinearizable),
      .always("by the state") { $0.history.isLinearizable },
      .always("no message", every: StaleReader.self) { _ in true },
      .always("something else") { $0.deliverable.isEmpty },
    ]
    return system
  }

  /// The diagnoses of all properties that are violated, in the first state that violates linearizability.
  private func diagnoses(_ system: System) throws -> [Diagnosis?] {
    let oracle = try explore(system)
    let states = oracle.levels.sorted { $0.value < $1.value }.map(\.key)
    let state = try #require(states.first { !$0.history.isLinearizable })
    return system.properties.filter { !$0.condition(state) }.map { $0.diagnosis(of: state) }
  }

  @Test func `shows what contradicts each other, however it is claimed`() throws {
    let diagnoses = try diagnoses(system(.full))
    #expect(diagnoses.count == 3)
    #expect(Set(diagnoses).count == 1)
    let diagnosis = try #require(diagnoses[0])
    #expect(diagnosis.headline == "no order explains 'read > 0' of client 1")
    #expect(diagnosis.details.contains("2 operations contradict each other"))
  }

  @Test func `says that a monitor has nothing to show`() throws {
    let diagnoses = try diagnoses(system(.monitor))
    #expect(diagnoses.count == 3)
    #expect(Set(diagnoses).count == 1)
    #expect(diagnoses[0]?.violation == nil)
  }

  @Test(arguments: HistoryKind.allCases)
  func `tells a malformed history from one that is not linearizable`(kind: HistoryKind) throws {
    let diagnoses = try diagnoses(system(kind, isSequential: false))
    // The answer comes with a message on its way, so the last property is violated for a reason of its own.
    #expect(diagnoses.count == 4)
    #expect(Set(diagnoses.dropLast()).count == 1)
    #expect(
      diagnoses[0]?.headline
        == "malformed history: client 0 gets the response 'ok' without an operation in flight")
    #expect(diagnoses[3] == nil)
  }
}
