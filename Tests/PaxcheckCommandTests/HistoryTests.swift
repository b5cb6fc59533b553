import Foundation
import PaxcheckCommand
import PaxcheckKit
import PaxcheckTesting
import Testing

/// `paxcheck history`: what it says, and the status that it leaves.
@Suite struct `Judging recorded histories` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()
  private let recorded = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Traces/histories/stress").standardized.path()

  /// Runs `paxcheck history` on files with these texts.
  private func judge(
    _ texts: [String], _ options: String = "", stop: StopSignal = StopSignal()
  ) throws -> Run {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try texts.enumerated().map { number, text in
      let file = "\(folder)/\(number + 1)"
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return file
    }
    return Run("history \(files.joined(separator: " ")) \(options)", stop: stop)
  }

  private static let good = "alice: |- write 1 -| |- read > 1 -|"
  private static let bad = "alice: |- write 1 -| |- read > nil -|"
  private static let bare = """
    {"format": "paxlin-ops/1", "model": "register"}

    """

  @Test func `succeeds if there is an order, and fails if there is none`() throws {
    #expect(try judge([Self.good]).status == .asExpected)
    #expect(try judge([Self.good], "--quiet").output.isEmpty)
    let failing = try judge([Self.bad], "--quiet")
    #expect(failing.status == .unexpected)
    #expect(failing.output.contains("not linearizable"))
    #expect(failing.output.contains("no order explains 'read > nil' of alice (line 1)"))
  }

  @Test func `can ask for less`() throws {
    let stale = "alice: |- write 1 -|\nbob:                |- read > nil -|"
    #expect(try judge([stale]).status == .unexpected)
    let run = try judge([stale], "--condition sequentially-consistent")
    #expect(run.status == .asExpected)
    #expect(run.output.contains("sequentially consistent"))
  }

  @Test(arguments: [
    ("", ": the history is empty, so there is nothing to judge"),
    ("\n\n", ": the history is empty, so there is nothing to judge"),
    ("2024-01-01 INFO hello\n", ": there is no operation in the history"),
    ("{:process 0, :type :ok, :f :read, :value 3}", ":1: client 0 returns from 'read', but"),
    ("{:process 0, :type :invoke, :f :read", ":1: the operation map that begins here has no end"),
    (
      "{:process 4, :type :invoke, :f :read}\n{:process 4, :type :invoke, :f :read}",
      ":2: client 4 invokes 'read' while its operation of line 1 is in flight"
    ),
    (
      bare + "[0,\"w\",0,1,null,5,6]\n[1,\"w\",0,1,null,3,9]",
      ":3: the clock goes backwards: this call is at 3, the one before at 5"
    ),
    (
      bare + "[0,\"w\",0,1,null,5,9]\n[0,\"r\",0,null,1,7,8]",
      ":3: client 0 calls at 7, before its last operation returned at 9"
    ),
    (bare + "[0,\"w\",0,1,null,5,4]", ":2: the operation returns at 4, which is before"),
    (bare + "[0,\"w\",0,1]", ":2: [process, f, key, arg, out, call, ret] is expected"),
  ])
  func `refuses what is malformed, and says where`(text: String, message: String) throws {
    let run = try judge([text])
    #expect(run.status == .malformedInput)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("/1\(message)"), "\(run.errors)")
  }

  @Test func `names what is missing or makes no sense`() throws {
    #expect(Run("history").status == .usage)
    #expect(Run("history /no/such.log").status == .noInput)
    #expect(Run("history \(recorded)").status == .inputOutput)
    #expect(Run("history /no/such.log").errors.contains("'/no/such.log': no such file"))
    #expect(Run("history \(recorded)/kv-k10-c40-n5000-ok.jsonl/x").status == .noInput)
    #expect(try judge([Self.good], "--input drwing").errors.contains("did you mean 'drawing'?"))
    #expect(try judge([Self.good], "--object queue").errors.contains("has no operation 'write'"))
    #expect(try judge([Self.good, Self.good], "--format svg").status == .usage)
  }

  @Test func `goes on behind a file that it cannot judge`() throws {
    let run = try judge([Self.good, "{", Self.bad])
    #expect(run.status == .malformedInput)
    #expect(run.errors.contains("/2:1: the operation map that begins here has no end"))
    #expect(run.output.contains("/1: linearizable"))
    #expect(run.output.contains("/3: not linearizable"))
    #expect(try judge([Self.good, Self.bad]).status == .unexpected)
  }

  @Test func `ends with what it has when a limit is reached`() {
    let hard = "history \(recorded)/cas-d5-c5-x50-n2000-bad.jsonl"
    let long = "history \(recorded)/kv-k10-c40-n5000-ok.jsonl"
    let limited = Run("\(hard) --max-configurations 10")
    #expect(limited.status == .undecided)
    #expect(limited.output.contains("configurations were not enough"))
    let small = Run("\(long) --memory-limit 1M")
    #expect(small.status == .undecided)
    #expect(
      small.output.contains("undecided: the memory limit was reached when 0 lines were read"))
    #expect(Run("\(long) --timeout 1ms").output.contains("the time limit was reached when"))
  }

  @Test func `says why there is nothing to draw`() {
    let run = Run("history \(recorded)/kv-k10-c40-n5000-ok.jsonl --format svg --memory-limit 1M")
    #expect(run.status == .undecided)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("undecided: the memory limit was reached"))
  }

  @Test func `ends with what it has when it is stopped`() {
    let stop = StopSignal()
    stop.request()
    let run = Run("history \(recorded)/cas-d5-c5-x50-n2000-bad.jsonl", stop: stop)
    #expect(run.status == .undecided)
    #expect(run.output.contains("undecided: interrupted"))
  }

  @Test(arguments: ["json", "junit", "html"])
  func `writes all files into one document`(format: String) throws {
    let run = try judge([Self.good, Self.bad, "{"], "--format \(format)")
    #expect(run.status == .malformedInput)
    let document = run.transcript.replacing(folder, with: "FOLDER")
    if format == "html" {
      #expect(document.components(separatedBy: "<section>").count == 4)
      let loads = ["src=", "href=", "@import", "url(", "<script", "<link"]
      #expect(!loads.contains(where: document.contains))
    } else {
      expectRecorded(document, in: "Snapshots/history-\(format).txt")
    }
  }

  @Test(arguments: ["text", "html", "svg"])
  func `calls clients what the drawing calls them`(format: String) throws {
    let drawn = "alice: |- write 1 -|\nbob & co:           |- read > nil -|"
    let output = try judge([drawn], "--format \(format)").output
    #expect(output.contains("alice"))
    #expect(output.contains(format == "text" ? "bob & co" : "bob &amp; co"))
    #expect(!output.contains("client 0"))
  }

  @Test func `tells an order in text and JSON`() throws {
    let drawn = "alice: |- write 1 -| |- read > 2 -|\nbob:    |- write 2 -|"
    #expect(try judge([drawn]).output.contains("an order: 'write 1', 'write 2', 'read > 2'"))
    let json = try judge([drawn], "--format json").output
    #expect(json.filter { !$0.isWhitespace }.contains("\"order\":[1,2,1]"))
  }

  @Test func `says the same on any number of threads`() {
    let files = ["kv-k10-c40-n5000-bad", "kv-k20-c20-n5000-ok"].map { "\(recorded)/\($0).jsonl" }
    let one = Run("history \(files.joined(separator: " ")) --format json --threads 1").transcript
    for threads in 2...4 {
      let many = Run("history \(files.joined(separator: " ")) --format json --threads \(threads)")
      #expect(many.transcript == one)
    }
  }

  @Test func `tells how long it took if asked`() throws {
    let run = try judge([Self.good], "--verbose")
    #expect(run.output.contains(/read in [0-9.]+ s, judged in [0-9.]+ s, .* of memory at most/))
  }
}
