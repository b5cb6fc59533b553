import PaxcheckKit
import PaxcheckRuntime
import PaxcheckTesting
import Synchronization
import Testing
import TwoPhaseCommit

// The code in doc comments, with what it needs around it. It is compiled; it runs where that shows something.

/// Outboxes: see `Outbox.fail(_:)` and `Outbox.broadcast(_:)`.
struct Caller: DeterministicActor {
  var term = 1
  var attempts: [Int: Int] = [:]

  mutating func receive(
    _ round: ElectionMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    outbox.broadcast(.requestVote(term: term))
    outbox.broadcast(.requestVote(term: term), to: outbox.peers)
  }

  func retry(_ round: Int, _ outbox: inout Outbox<Self>) {
    guard let attempt = attempts[round] else { return outbox.fail("no attempt at \(round)") }
    outbox.send(.vote(term: attempt), to: outbox.id)
  }
}

extension Caller {
  typealias Message = ElectionMessage
}

/// A bug that is planted beside the code: see `Outbox.wrap(_:_:)`.
struct ForgetfulVoter: DeterministicActor {
  typealias Message = ElectionMessage
  typealias Timer = Voter.Timer
  typealias Storage = Voter.Storage

  var voter: Voter

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.wrap(&voter) { voter, outbox in voter.receive(message, from: sender, &outbox) }
    voter.term = 0
  }
}

/// Storage that has cells: see `StoredCells` and `Outbox.save(_:in:synced:)`.
struct Journal: DeterministicActor {
  typealias Message = Int
  enum Cell: Hashable, Codable, Sendable { case log, total }
  typealias Storage = Int

  var total = 0

  mutating func receive(_ entry: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    total += entry
    outbox.save(entry, in: .log, synced: false)
    outbox.save(total, in: .total, synced: false)
    outbox.sync(.log)
  }

  mutating func recover(from cells: StoredCells<Cell, Int>, _ outbox: inout Outbox<Self>) {
    total = cells[.total] ?? 0
    if cells.isTorn(.total) { outbox.broadcast(0) }
  }
}

/// See `SequentialSpecification`.
struct Flag: SequentialSpecification {
  var isRaised = false
  mutating func apply(_ raise: Bool) -> Bool {
    defer { isRaised = isRaised || raise }
    return isRaised
  }
}

/// A server that `ScriptedClient` asks.
struct CounterServer: DeterministicActor {
  typealias Message = ServiceMessage<PaxcheckConsistency.Counter, Never>

  var counter = PaxcheckConsistency.Counter()

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if case .request(let number, let operation) = message {
      outbox.send(.response(number, counter.apply(operation)), to: sender)
    }
  }
}

@Suite struct `Code in doc comments` {
  typealias Counter = PaxcheckConsistency.Counter

  private struct Store: ~Copyable {
    private let value = Mutex(0)
    func write(_ new: Int) { value.withLock { $0 = new } }
    func read() -> Int { value.withLock { $0 } }
  }

  @Test func `says the truth about quorums`() {
    let claims = [
      Quorum.majority(of: 5) == 3,
      Quorum.sets(of: 2, among: 3) == [[0, 1], [0, 2], [1, 2]],
      // Flexible quorums: four promise, two accept.
      Quorum.alwaysMeet(4, 2, among: 5),
    ]
    #expect(claims.allSatisfy { $0 })
  }

  @Test func `makes a system of a client that plays a script`() {
    var system = ActorSystem<ServiceMessage<Counter, Never>, OperationHistory<Counter>>(
      history: OperationHistory(of: Counter()))
    let server = system.add(CounterServer())
    system.add(ScriptedClient([.add(1), .read], at: [server]), mayCrash: false)
    system.properties = [.linearizable()]
    expectAsClaimed(system)
  }

  @Test func `claims something of steps`() {
    var system = ActorSystem<ElectionMessage, NoHistory>(maxCrashes: 1)
    for _ in 0..<3 { system.add(Voter(syncsLate: false)) }
    system.budgets = [Budget("elections", of: .timeouts(Voter.Timer.election), .each(1))]
    system.properties = [
      .always("no step is idle", step: { before, _, after in before != after }),
      .always("a term never decreases", every: Voter.self, step: { $1.term >= $0.term }),
      .always(
        "no vote is lost", everyMember: Voter.self, step: { $0.storage ?? 0 <= $1.storage ?? 0 }),
    ]
    expectAsClaimed(system)
  }

  @Test func `limits what the environment does`() {
    var system = ActorSystem<ElectionMessage, NoHistory>(maxCrashes: 1)
    system.network.isLossy = true
    for _ in 0..<2 { system.add(Voter(syncsLate: false)) }
    system.budgets = [
      Budget("elections", of: .timeouts(Voter.Timer.election), .each(2)),
      Budget("losses", of: .losses, .inAll(1)),
      Budget("crashes of the first", of: .crashes.of([0]), .inAll(1)),
    ]
    system.properties = [.always("few losses") { $0.spent("losses") <= 1 }]
    expectAsClaimed(system)
    let limited =
      Limited(
        TwoPhaseCommit(rms: 3),
        to: [ActionBudget("aborts", 1) { "\($0)".hasPrefix("chooseToAbort") }])
    expectAsClaimed(limited)
  }

  @Test func `records a history`() {
    let store = Store()
    let recorder = HistoryRecorder(of: Register(0))
    // In each thread or task, under its own number:
    recorder.perform(.write(1), by: 0) {
      store.write(1)
      return .written
    }
    recorder.perform(.read, by: 1) { .value(store.read()) }
    // At the end, in a test:
    expectLinearizable(recorder.history)
  }

  @Test func `judges models and replays traces`() {
    let catalogue = ModelCatalogue([])
    expectAsClaimed(TwoPhaseCommit(rms: 3))
    _ = {
      replayTraces("../../Traces/two-phase-commit", on: TwoPhaseCommit(rms: 3))
      replayTraces("../../Traces", from: catalogue)
    }
  }

  /// Never called: it would open sockets.
  private func run(
    _ system: ActorSystem<ElectionMessage, NoHistory>, _ configuration: RuntimeConfiguration,
    isDone: Bool
  ) throws {
    var runtime = try Runtime(system, named: "my-system", configuration)
    try runtime.run(until: { isDone }, { news in print(news) })
  }

  /// Never called: it would write files.
  private func record(_ model: ModelDescription) throws {
    expectRecorded(try model.instance().check(), in: "../../Traces/two-phase-commit")
  }
}
