import PaxcheckActors
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Storage that has cells, each written and synced on its own.
@Suite struct `Cells of storage` {
  typealias System = ActorSystem<Archive.Message, NoHistory>

  /// An archive, and the writes that it is told to make.
  func system(
    _ kept: UnsyncedWrites = .anyPrefix, _ messages: Archive.Message...
  ) -> System {
    var system = System(network: .ordered, maxCrashes: 1)
    system.unsyncedWrites = kept
    system.add(Archive())
    system.add(Teller(messages: messages), mayCrash: false)
    return system
  }

  func state(_ system: System, after texts: [String]) throws -> System.State {
    try texts.reduce(system.initialStates[0]) { state, text in
      let action = try #require(
        system.actions(in: state).first { $0.description == text },
        "\(text) is none of \(system.actions(in: state))")
      return try #require(system.successor(of: state, after: action))
    }
  }

  /// The texts of the crashes after all is delivered.
  func crashes(_ system: System) throws -> [String] {
    var state = system.initialStates[0]
    while let action = system.actions(in: state).first(where: {
      $0.description.hasPrefix("deliver")
    }) {
      state = try #require(system.successor(of: state, after: action))
    }
    return system.actions(in: state).map(\.description)
  }

  /// What the archive finds after three writes to two cells and a crash.
  func found(
    _ kept: UnsyncedWrites, _ crash: String, syncing cell: Archive.Cell? = nil
  ) throws -> [String] {
    let sync = cell.map { ["deliver 1 → 0: sync(\($0))"] } ?? []
    let system = system(kept, .log(1), .index(2), .log(3), .sync(cell ?? .log))
    let writes = ["deliver 1 → 0: log(1)", "deliver 1 → 0: index(2)", "deliver 1 → 0: log(3)"]
    let end = try state(system, after: writes + sync + [crash, "recover 0"])
    return try #require(end.actor(0, as: Archive.self)?.found)
  }

  @Test func `lose the last writes, any number of them`() throws {
    #expect(
      try crashes(system(.anyPrefix, .log(1), .index(2), .log(3))) == [
        "crash 0", "crash 0, losing its unsynced write to log",
        "crash 0, losing its unsynced writes to index, log",
        "crash 0, losing its unsynced writes to log, index, log",
      ])
    #expect(try found(.anyPrefix, "crash 0") == ["log: 3", "index: 2"])
    #expect(
      try found(.anyPrefix, "crash 0, losing its unsynced write to log") == ["log: 1", "index: 2"])
    #expect(
      try found(.anyPrefix, "crash 0, losing its unsynced writes to index, log") == ["log: 1"])
    #expect(try found(.anyPrefix, "crash 0, losing its unsynced writes to log, index, log") == [])
  }

  @Test func `lose any writes where a disk keeps no order`() throws {
    #expect(
      try crashes(system(.anySubset, .log(1), .index(2), .log(3))) == [
        "crash 0", "crash 0, losing its unsynced write to index",
        "crash 0, losing its unsynced write to log",
        "crash 0, losing its unsynced writes to index, log",
        "crash 0, losing its unsynced writes to log, log",
        "crash 0, losing its unsynced writes to log, index, log",
      ])
    #expect(
      try found(.anySubset, "crash 0, losing its unsynced write to index") == ["log: 3"])
    #expect(
      try found(.anySubset, "crash 0, losing its unsynced writes to log, log") == ["index: 2"])
  }

  @Test func `are torn by the last write that is kept`() throws {
    #expect(
      try crashes(system(.lastTorn, .log(1), .index(2))) == [
        "crash 0", "crash 0, tearing its unsynced write to index",
        "crash 0, losing its unsynced write to index",
        "crash 0, tearing its unsynced write to log, losing the later one to index",
        "crash 0, losing its unsynced writes to log, index",
      ])
    #expect(
      try found(.lastTorn, "crash 0, tearing its unsynced write to log") == [
        "log is torn", "index: 2",
      ])
    #expect(
      try found(
        .lastTorn, "crash 0, tearing its unsynced write to index, losing the later one to log")
        == ["log: 1", "index is torn"])
    #expect(
      try found(
        .lastTorn,
        "crash 0, tearing its unsynced write to log, losing the later ones to index, log")
        == ["log is torn"])
  }

  @Test func `are torn until they are written again`() throws {
    let system = system(.lastTorn, .log(1), .log(2))
    let torn = ["deliver 1 → 0: log(1)", "crash 0, tearing its unsynced write to log", "recover 0"]
    let again = ["deliver 1 → 0: log(2)", "crash 0", "recover 0"]
    #expect(
      try state(system, after: torn + ["crash 0", "recover 0"]).actor(0, as: Archive.self)?.found
        == ["log is torn"])
    #expect(
      try state(system, after: torn + again).actor(0, as: Archive.self)?.found == ["log: 2"])
  }

  @Test(arguments: UnsyncedWrites.allCases)
  func `keep what was synced, each for itself`(kept: UnsyncedWrites) throws {
    #expect(try found(kept, "crash 0", syncing: .log) == ["log: 3", "index: 2"])
    #expect(
      try found(kept, "crash 0, losing its unsynced write to index", syncing: .log) == ["log: 3"])
    #expect(
      try found(kept, "crash 0, losing its unsynced writes to log, log", syncing: .index)
        == ["index: 2"])
    let all = system(kept, .log(1), .index(2), .syncAll)
    #expect(try crashes(all) == ["crash 0"])
    let once = system(kept, .log(1), .index(2), .synced(3))
    #expect(try crashes(once).contains("crash 0, losing its unsynced write to index"))
    #expect(try crashes(once).allSatisfy { !$0.contains("log") })
  }

  @Test(arguments: UnsyncedWrites.allCases)
  func `make systems that the engine and the oracle see alike`(kept: UnsyncedWrites) throws {
    var system = system(kept, .log(1), .index(2), .log(3), .sync(.log), .synced(4), .index(5))
    system.properties = [
      .sometimes("the index is lost, and nothing else") { state in
        state.actors(of: Archive.self).contains { $0.found == ["log: 3"] }
      },
      .sometimes("the log is torn") { state in
        state.members(of: Archive.self).contains { $0.durableCells.isTorn(.log) }
      },
      .sometimes("a cell is behind") { state in
        state.members(of: Archive.self).contains {
          $0.cells[.index] == 5 && $0.durableCells[.index] == nil
        }
      },
    ]
    let verdicts = try explore(system).findings.map(\.verdict)
    #expect(verdicts[0] == "reached")
    #expect((verdicts[1] == "reached") == (kept == .lastTorn))
    #expect(verdicts[2] == "reached")
  }

  @Test func `are shown by their names`() throws {
    let system = system(.lastTorn, .log(1), .index(2), .synced(3))
    let written = try state(system, after: ["deliver 1 → 0: log(1)", "deliver 1 → 0: index(2)"])
    #expect(
      text(written.slots[0]).hasSuffix(
        "storage: CellDisk<Cell, Int>(durable: [:], unsynced: [log: 1, index: 2]))"))
    let torn = try state(
      system,
      after: [
        "deliver 1 → 0: log(1)", "deliver 1 → 0: index(2)", "deliver 1 → 0: synced(3)",
        "crash 0, tearing its unsynced write to index",
      ])
    #expect(text(torn.slots[0]).contains("durable: [index: torn, log: 3]"))
  }

  @Test func `of one value are torn as a whole`() throws {
    var system = ActorSystem<Int, NoHistory>(maxCrashes: 1)
    system.unsyncedWrites = .lastTorn
    system.add(Ledger(isSynced: false))
    system.add(Mailer(5), mayCrash: false)
    _ = try explore(system)
    var state = system.initialStates[0]
    for text in ["deliver 1 → 0: 5", "timeout 0: sync"] {
      let action = try #require(system.actions(in: state).first { $0.description == text })
      state = try #require(system.successor(of: state, after: action))
      let crashes = system.actions(in: state).map(\.description).filter { $0.hasPrefix("crash") }
      let all = [
        "crash 0", "crash 0, tearing its unsynced write", "crash 0, losing its unsynced write",
      ]
      #expect(crashes == (text.hasPrefix("timeout") ? ["crash 0"] : all))
    }
  }
}

/// Writes what it is told to, and says what it found when it recovered.
struct Archive: DeterministicActor {
  enum Message: Hashable, Sendable {
    case log(Int)
    case index(Int)
    case synced(Int)
    case sync(Cell)
    case syncAll
  }
  enum Cell: Hashable, Sendable { case log, index }
  typealias Storage = Int

  private(set) var found: [String]?

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    switch message {
    case .log(let number): outbox.save(number, in: .log, synced: false)
    case .index(let number): outbox.save(number, in: .index, synced: false)
    case .synced(let number): outbox.save(number, in: .log)
    case .sync(let cell): outbox.sync(cell)
    case .syncAll: outbox.sync()
    }
  }

  mutating func recover(from cells: StoredCells<Cell, Int>, _ outbox: inout Outbox<Self>) {
    found = [Cell.log, .index].compactMap { cell in
      cells.isTorn(cell) ? "\(cell) is torn" : cells[cell].map { "\(cell): \($0)" }
    }
  }
}

/// Sends messages in their order.
private struct Teller: DeterministicActor {
  let messages: [Archive.Message]

  func start(_ outbox: inout Outbox<Self>) {
    for message in messages { outbox.send(message, to: 0) }
  }

  func receive(
    _ message: Archive.Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {}
}
