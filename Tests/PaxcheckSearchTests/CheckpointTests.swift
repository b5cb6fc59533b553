import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Synchronization
import Testing

@Suite struct `A search that goes on from a checkpoint` {
  static let orders = [ExhaustiveSearch.Order.breadthFirst, .depthFirst]

  @Test(arguments: orders)
  func `ends like one that was never interrupted, wherever a crash came`(
    order: ExhaustiveSearch.Order
  ) throws {
    var resumed = 0
    try withEvery("seed", in: Effort.seeds(40)) { seed in
      let graph = Graph.random(seed: seed)
      let rehearsal = try Rehearsal(graph, ExhaustiveSearch(order, countsActions: true))
      for disk in rehearsal.disks {
        guard let outcome = try rehearsal.resume(disk, threads: 1) else { continue }
        try #require(outcome == rehearsal.expected, "seed \(seed)")
        resumed += 1
      }
    }
    #expect(resumed > Effort.share(of: 100))
  }

  @Test(arguments: orders, [1, 2, 4])
  func `ends the same on any number of threads`(
    order: ExhaustiveSearch.Order, threads: Int
  ) throws {
    let search = ExhaustiveSearch(order, threads: threads, countsActions: true)
    let rehearsal = try Rehearsal(Grid(size: Effort.isFull ? 30 : 10), search)
    let step = rehearsal.disks.count / 5
    for moment in stride(from: step / 2, to: rehearsal.disks.count, by: step) {
      let other = [4, 2, 1][moment % 3]
      let outcome = try rehearsal.resume(rehearsal.disks[moment], threads: other)
      #expect(outcome == rehearsal.expected, "moment \(moment), then \(other) threads")
    }
  }

  @Test(arguments: orders)
  func `may have other limits, time and again`(order: ExhaustiveSearch.Order) throws {
    let expected = try ExhaustiveSearch(order).run(Grid()).summary
    var disk: RecordingFiles.Disk = [:]
    for limit in [100, 1_000, 1_001, 5_000, 5_000, 20_000, nil] {
      let files = RecordingFiles(disk)
      var search = ExhaustiveSearch(order, threads: 2, limits: SearchLimits(states: limit))
      search.checkpoint = Checkpoint(
        files, saved: try SavedSearch(in: files, "memory"), program: "test", model: "grid",
        every: .zero, observer: nil)
      let outcome = try search.run(Grid())
      if let limit {
        #expect(outcome.statistics.uniqueStates == limit)
      } else {
        #expect(outcome.summary == expected)
      }
      disk = files.disk
    }
  }

  @Test func `may look deeper than before`() throws {
    let expected = try ExhaustiveSearch(limits: SearchLimits(depth: 60)).run(Grid()).summary
    let files = RecordingFiles()
    for depth in [1, 2, 20, 40, 60] {
      let saved = try SavedSearch(in: files, "memory")
      let search = ExhaustiveSearch(
        limits: SearchLimits(depth: depth),
        checkpoint: Checkpoint(
          files, saved: saved, program: "test", model: "grid", every: .zero, observer: nil))
      try saved?.check(program: "test", model: "grid", search)
      let outcome = try search.run(Grid())
      #expect((outcome.summary == expected) == (depth == 60))
      guard depth > 1 else { continue }
      let next = try #require(try SavedSearch(in: files, "memory"))
      #expect(throws: CheckpointError.self) {
        try next.check(
          program: "test", model: "grid",
          ExhaustiveSearch(limits: SearchLimits(depth: max(1, depth - 2))))
      }
    }
  }

  @Test func `of a model that goes another way is refused`() throws {
    let files = RecordingFiles()
    var search = ExhaustiveSearch(limits: SearchLimits(states: 5_000))
    search.checkpoint = Checkpoint(
      files, program: "test", model: "grid", every: .zero, observer: nil)
    _ = try search.run(Grid())
    for other in [Grid(size: 5), Grid(size: 30, properties: [])] {
      let saved = try SavedSearch(in: files, "memory")
      search.checkpoint = Checkpoint(
        files, saved: saved, program: "test", model: "grid", every: .zero, observer: nil)
      #expect(throws: ModelError.self) { try search.run(other) }
    }
  }
}

@Suite struct `A checkpoint` {
  /// The files of a checkpoint of a small search.
  private func disk() throws -> RecordingFiles.Disk {
    let files = RecordingFiles()
    var search = ExhaustiveSearch(limits: SearchLimits(states: 40), countsActions: true)
    search.checkpoint = Checkpoint(
      files, program: "this, one", model: "grid size=3\nand more", request: ["grid", "size=3"],
      every: .zero, observer: nil)
    _ = try search.run(Grid(size: 3))
    return files.disk
  }

  private func check(_ disk: RecordingFiles.Disk) throws -> SavedSearch? {
    let files = RecordingFiles(disk)
    let saved = try SavedSearch(in: files, "memory")
    try saved?.checkSums(of: files, "memory")
    return saved
  }

  @Test func `says what was searched`() throws {
    let saved = try #require(try check(try disk()))
    #expect(saved.program == "this, one")
    #expect(saved.model == "grid size=3\nand more")
    #expect(saved.request == ["grid", "size=3"])
    #expect(saved.order == .breadthFirst)
    #expect(1..<40 ~= saved.uniqueStates)
  }

  @Test func `is refused if a byte of it changed`() throws {
    let disk = try disk()
    for (name, bytes) in disk {
      for place in bytes.indices {
        var changed = disk
        changed[name]?[place] ^= 0x11
        #expect(throws: CheckpointError.self, "\(name), byte \(place)") { try check(changed) }
      }
    }
  }

  @Test func `is refused if a file of it was cut off`() throws {
    let disk = try disk()
    for (name, bytes) in disk {
      for length in bytes.indices {
        var cut = disk
        cut[name] = Array(bytes[..<length])
        if name == "checkpoint" && length == 0 {
          #expect(try check(cut) == nil)
        } else {
          #expect(throws: CheckpointError.self, "\(name), \(length) bytes") { try check(cut) }
        }
      }
    }
  }

  @Test func `is refused if it is another one's`() throws {
    let saved = try #require(try check(try disk()))
    let search = ExhaustiveSearch()
    try saved.check(program: "this, one", model: saved.model, search)
    for (program, model, order) in [
      ("that, one", saved.model, ExhaustiveSearch.Order.breadthFirst),
      ("this, one", "grid size=4", .breadthFirst), ("this, one", saved.model, .depthFirst),
    ] {
      #expect(throws: CheckpointError.self) {
        try saved.check(program: program, model: model, ExhaustiveSearch(order))
      }
    }
  }

  @Test func `of a later format is refused by name`() throws {
    var disk = try disk()
    let text = String(decoding: try #require(disk["checkpoint"]), as: UTF8.self)
    disk["checkpoint"] = Array(
      text.replacing("paxcheck-checkpoint 2", with: "paxcheck-checkpoint 3").utf8)
    #expect {
      try check(disk)
    } throws: {
      "\($0)".contains("its format is 3, and this program knows 2 alone")
    }
  }

  @Test func `that does not fit the disk leaves the one before, and the search goes on`() throws {
    let expected = try ExhaustiveSearch().run(Grid()).summary
    let files = RecordingFiles(capacity: 100_000)
    let failures = Mutex<[Checkpoint.Event]>([])
    var search = ExhaustiveSearch()
    search.checkpoint = Checkpoint(
      files, program: "test", model: "grid", every: .zero,
      observer: { event in failures.withLock { $0.append(event) } })
    #expect(try search.run(Grid()).summary == expected)
    let saved = try #require(try check(files.disk))
    #expect(saved.uniqueStates > 5_000)
    #expect(
      failures.withLock(\.first) == .failed("no space left on device", kept: saved.uniqueStates))
    search.checkpoint = Checkpoint(
      RecordingFiles(files.disk), saved: saved, program: "test", model: "grid", every: .zero,
      observer: nil)
    #expect(try search.run(Grid()).summary == expected)
  }
}
