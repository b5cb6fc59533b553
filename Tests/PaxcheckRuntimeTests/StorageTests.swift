import Foundation
import PaxcheckKit
import PaxcheckRuntime
import Testing

/// A counter whose server writes each number to a file before it confirms it.
@Suite struct `Storage in files` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  private var file: String { "\(folder)/actor-0.storage" }
  private var record: String { "\(folder)/record" }

  /// Runs the server alone until it has taken some steps, asked by a stranger.
  private func run(
    steps: Int, of model: [String] = ["durable-counter"]
  ) throws -> (events: [RunEvent], notices: [String]) {
    var runtime = try runtime(of: model) {
      $0.actors = [0]
      $0.storageFolder = folder
      $0.recordFile = record
    }
    let stranger = try Stranger()
    let port = runtime.places[0].port
    let patience = Patience()
    var events: [RunEvent] = []
    var notices: [String] = []
    try runtime.run(
      until: {
        stranger.say(#""increment""#, to: port)
        return events.count >= steps || patience.isOver
      },
      { news in
        switch news {
        case .step(let event): events.append(event)
        case .notice(let text): notices.append(text)
        }
      })
    return (events, notices)
  }

  private func append(_ text: String, to file: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  private func write(_ lines: [String]) throws {
    try lines.map { "\($0)\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
  }

  private func lines(of file: String) throws -> [String] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func `is what an actor recovers from`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try run(steps: 5).events
    #expect(first.first?.event == "start 0")
    let second = try run(steps: 3).events
    #expect(second.first?.event == "recover 0")
    #expect(second.first?.storage == String(first.count - 1))
    #expect(second.first?.incarnation == 2)
    let third = try run(steps: 1).events
    #expect(third.first?.storage == String(first.count + second.count - 2))
  }

  @Test func `loses a write that was torn, and says so`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sectors = String(repeating: "\0", count: 1024)
    for tail in ["0123", "01234567 1 99 77", sectors, "0123\(sectors)"] {
      let before = try run(steps: 3).events
      try append(tail, to: file)
      let after = try run(steps: 1)
      #expect(after.notices.contains { $0.contains("torn") }, "\(tail)")
      #expect(after.events[0].storage != "77")
      #expect(after.events[0].incarnation == before[0].incarnation + 1)
    }
  }

  @Test func `that is damaged elsewhere, or another's, is refused`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(steps: 5)
    let whole = try lines(of: file)
    var damaged = whole
    damaged[2] = damaged[2].replacing(" 1 ", with: " 2 ")
    try write(damaged)
    let error = #expect(throws: RuntimeError.self) { try run(steps: 1) }
    #expect(error?.description.hasPrefix("\(file):3: the checksum does not fit") == true)
    try write(whole)
    let other = #expect(throws: RuntimeError.self) {
      try run(steps: 1, of: ["single-copy-register"])
    }
    #expect(other?.description.hasPrefix("\(file):1: this is not the storage") == true)
  }

  @Test func `with an empty line, or a whole one that is bad, is refused and left as it is`()
    throws
  {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try run(steps: 5)
    let whole = try lines(of: file)
    var damaged = (1...whole.count).map { (whole[..<$0] + [""] + whole[$0...], line: $0 + 1) }
    damaged.append((whole + ["01234567 1 99 77"], line: whole.count + 1))
    damaged.append((whole + ["01234567 1 99 77", "0123"], line: whole.count + 1))
    for (lines, line) in damaged {
      try write(Array(lines))
      let error = #expect(throws: RuntimeError.self) { try run(steps: 1) }
      #expect(
        error?.description.hasPrefix("\(file):\(line): the checksum does not fit") == true)
      #expect(
        try String(contentsOfFile: file, encoding: .utf8) == lines.joined(separator: "\n") + "\n")
    }
  }

  @Test func `is not shared with another file of the run`() throws {
    let path = "\(folder)-record"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: RuntimeError.file(path: path, reason: "it is being written to already")) {
      try runtime(of: "durable-counter") {
        $0.recordFile = path
        $0.historyFile = path
      }
    }
  }

  /// The process was killed behind the record of a step and before its storage.
  @Test func `takes back what is recorded and was not stored`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let events = try run(steps: 5).events
    var stored = try lines(of: file)
    stored.removeLast()
    try write(stored)
    let after = try run(steps: 1)
    #expect(after.notices.contains { $0.contains("is taken back") })
    #expect(after.events[0].storage == String(events.count - 2))
    // What is left fits together: the steps of both incarnations, without the last one of the first.
    #expect(try lines(of: record).count == 1 + events.count - 1 + after.events.count)
  }
}
