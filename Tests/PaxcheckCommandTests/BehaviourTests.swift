import Foundation
import PaxcheckCommand
import PaxcheckKit
import Testing

@Suite struct `A command` {
  @Test func `says nothing when it is quiet and all is as expected`() {
    let run = Run("check-bfs --quiet")
    #expect(run.output.isEmpty)
    #expect(run.errors.isEmpty)
    #expect(run.status == .asExpected)
    #expect(Run("check-bfs --quiet locked=false").output.contains("VIOLATED"))
  }

  @Test(arguments: ["json", "junit"]) func `is quiet in words only`(format: String) {
    let run = Run("check-bfs --format \(format)")
    #expect(Run("check-bfs --format \(format) --quiet").transcript == run.transcript)
  }

  @Test func `prefers a finding to a limit`() {
    #expect(Run("check-bfs count=4 locked=false --max-depth 9").status == .unexpected)
    #expect(Run("check-bfs count=4 --max-depth 2").status == .undecided)
  }

  @Test func `reports what it has when it is stopped`() {
    let stop = StopSignal()
    stop.request()
    let run = Run("check-bfs endless", stop: stop)
    #expect(run.status == .undecided)
    #expect(run.output.contains("UNDECIDED: interrupted"))
    #expect(run.output.contains("incomplete"))
    let audit = Run("audit", stop: stop)
    #expect(audit.status == .undecided)
    #expect(audit.output.contains("2 undecided, because the audit was interrupted"))
  }

  @Test(arguments: ["500ms", "1s"]) func `obeys a time limit`(limit: String) {
    let run = Run("check-bfs endless --max-states 1000000 --timeout \(limit)")
    #expect(run.status == .undecided)
  }

  @Test func `tells a model that is not deterministic from a protocol that is wrong`() {
    let run = Run("check-bfs fickle --check-determinism")
    #expect(run.status == .software)
    #expect(run.errors.contains("the model is not deterministic"))
  }

  @Test func `has a monitor only for models with clients`() {
    let run = Run("check-bfs --history monitor")
    #expect(run.status == .usage)
    #expect(run.errors.contains("unknown parameter 'history'"))
  }

  @Test func `that audits says how to look at a mutant in the same way`() throws {
    let depth = Run("audit workers --max-depth 2 --threads 1")
    #expect(depth.output.contains(" count=2 mutation=ignores-lock --max-depth 2\n"))
    let random = "audit workers --simulate --runs 1 --max-steps 3"
    #expect(Run("\(random) --seed 7").output.contains("lock --runs 1 --max-steps 3 --seed 7\n"))
    let drawn = Run(random).output
    let seed = try #require(drawn.firstMatch(of: /with seed ([0-9]+)/)).output.1
    let looks = drawn.matches(of: #/  paxcheck (simulate workers .*)/#).map(\.output.1)
    #expect(!looks.isEmpty)
    for look in looks {
      #expect(look.hasSuffix(" --runs 1 --max-steps 3 --seed \(seed)"))
      #expect(Run(String(look)).status == .undecided)
    }
  }

  @Test func `counts one run as one`() {
    let run = Run("simulate --runs 1 --seed 1")
    #expect(run.output.contains("UNDECIDED: 1 random run proves nothing"))
  }

  @Test func `prints the seed that it drew before it runs`() throws {
    let run = Run("simulate lamp --runs 1")
    let seed = try #require(run.errors.firstMatch(of: /seed ([0-9]+)/)).output.1
    #expect(run.output.contains("random runs with seed \(seed)"))
    #expect(run.output.contains("--seed \(seed) --save-traces"))
  }

  @Test(arguments: ["--version", "history --help", "check-bfs --help"])
  func `makes no models unless it is about them`(line: String) {
    let recorder = Recorder()
    let status = PaxcheckCommand.run(
      unwantedCatalogue(), arguments: line.split(separator: " ").map(String.init),
      console: Console(output: recorder, errors: recorder), stop: StopSignal())
    #expect(status == .asExpected)
  }

  @Test(arguments: ["/no/such/file", "/dev/null/file"])
  func `says of a file that is missing what every other one says`(path: String) {
    let reason = path.hasPrefix("/dev") ? "not a directory" : "no such file or directory"
    for command in ["replay", "show", "validate", "explore --script", "check-bfs --from"] {
      let run = Run("\(command) \(path)")
      #expect(run.status == .noInput)
      #expect(run.errors.hasSuffix(": cannot read '\(path)': \(reason)\n"), "\(run.errors)")
    }
    let history = Run("history \(path)")
    #expect(history.status == .noInput)
    #expect(history.errors.contains("cannot read '\(path)': \(reason)\n"), "\(history.errors)")
  }

  @Test func `fails if its result cannot be written`() {
    let run = Run("check-bfs", output: Recorder(failure: .failed("no space left on device")))
    #expect(run.status == .inputOutput)
    #expect(run.errors == "paxcheck check-bfs: cannot write the result: no space left on device\n")
  }

  @Test func `does not mind that its reader goes away`() {
    let run = Run("check-bfs locked=false", output: Recorder(failure: .closed))
    #expect(run.status == .unexpected)
    #expect(run.errors.isEmpty)
  }

  @Test func `uses colours on a terminal only, and only if nobody forbids them`() {
    func hasColour(_ isTerminal: Bool, _ environment: [String: String], _ option: String = "")
      -> Bool
    {
      Run(
        "check-bfs \(option)", output: Recorder(isTerminal: isTerminal), environment: environment
      ).output.contains("\u{1B}[")
    }
    #expect(hasColour(true, ["TERM": "xterm"]))
    #expect(!hasColour(false, ["TERM": "xterm"]))
    #expect(!hasColour(true, ["TERM": "dumb"]))
    #expect(!hasColour(true, ["NO_COLOR": "1"]))
    #expect(hasColour(true, ["NO_COLOR": ""]))
    #expect(hasColour(false, ["NO_COLOR": "1"], "--color always"))
    #expect(!hasColour(true, [:], "--color=never"))
  }
}

@Suite struct `A folder for traces` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  @Test func `holds what replays`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = Run("check-bfs locked=false --save-traces \(folder)/deep/er/")
    let file = "\(folder)/deep/er/workers/no-update-is-lost.trace"
    #expect(run.output.contains("replay: paxcheck replay \(file)"))
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deep/er/workers")
    #expect(names.sorted() == ["all-are-done.trace", "no-update-is-lost.trace"])
    let replay = Run("replay \(file)")
    #expect(replay.output == "\(file): replays, 'no update is lost' is violated in 4 steps\n")
    #expect(replay.status == .asExpected)
  }

  @Test func `does not take the result with it when it cannot be written`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // A file is in the way of the folder for the model's traces.
    try Data().write(to: URL(filePath: "\(folder)/workers"))
    let run = Run("check-bfs locked=false --save-traces \(folder)")
    #expect(run.status == .inputOutput)
    #expect(run.errors.contains("\(folder)/workers"))
    #expect(run.output.contains("VIOLATED"))
    #expect(run.output.contains("paxcheck check-bfs locked=false --save-traces"))
  }

  @Test(arguments: [
    ("read(0)", "read(7)", 1, ":4: step 1: the model does not offer 'read(7)'"),
    ("locked=false", "locked=true", 1, "step 2: the model does not offer 'read(1)'"),
    ("model: workers", "model: lamp", 65, "unknown parameter 'count'; the model has none"),
    ("model: workers", "model: wrokers", 65, "unknown model 'wrokers' (did you mean 'workers'?)"),
    ("count=2", "count=9", 65, "count=9 is not possible; 'count' takes 1...4"),
    ("no update is lost", "none is lost", 1, "the model has no property 'none is lost'"),
    (" 2. read(1)\n", "", 65, ":5: step 2 belongs here"),
    (" 4. write(1)\n", "", 1, "no update is lost"),
    ("paxcheck-trace 1", "paxcheck-trace 2", 65, ":1: this is version '2'"),
    ("paxcheck-trace 1", "", 65, ":1: "),
  ])
  func `tells what is wrong with a trace that was edited`(
    old: String, new: String, status: Int, message: String
  ) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = Run("check-bfs locked=false --save-traces \(folder)")
    let file = "\(folder)/workers/no-update-is-lost.trace"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(toFile: file, atomically: true, encoding: .utf8)
    let run = Run("replay \(file)")
    #expect(Int(run.status.rawValue) == status)
    #expect(run.errors.contains(message))
    #expect(run.errors.contains(file))
  }

  @Test func `does not stop at the first trace that fails`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = Run("check-bfs locked=false --save-traces \(folder)")
    let good = "\(folder)/workers/all-are-done.trace"
    let run = Run("replay /no/such.trace \(good)")
    #expect(run.status == .noInput)
    #expect(run.errors.contains("cannot read '/no/such.trace': no such file or directory"))
    #expect(run.output.contains("\(good): replays"))
  }
}

private func unwantedCatalogue() -> ModelCatalogue {
  Issue.record("the catalogue was asked for")
  return ModelCatalogue([Lamp.description])
}
