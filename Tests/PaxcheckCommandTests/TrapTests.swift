import Foundation
import Testing

/// A program whose models make the mistakes that authors make.
@Suite struct `A mistake of an author` {
  /// What the executable, which is built beside the tests, says.
  private func run(_ line: String) throws -> (status: Int32, output: String) {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let tests = bundle?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "exec 2>&1; checker() { '\(tests.deletingLastPathComponent().path())mistaken-checker' \"$@\"; }; \(line)",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // What the runtime itself says of a trap may come from any thread.
    let lines = String(decoding: output, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return (
      process.terminationStatus,
      lines.filter { !$0.contains("Fatal error: ") }.joined(separator: "\n")
    )
  }

  private static let way = ["deliver 0 → 1: 1", "deliver 1 → 0: 2", "deliver 0 → 1: 3"]

  /// The part of a report that says where the mistake was made.
  private func place(_ name: String, after steps: some Sequence<String>) -> String {
    let lines = steps.enumerated().map { "  \($0 + 1). \($1)\n" }
    return "  in \(name)\n"
      + (lines.isEmpty ? "  before the first step\n" : "  the steps that lead there:\n")
      + lines.joined()
  }

  @Test(
    arguments: [
      "check-bfs --threads 1", "check-dfs --threads 3", "simulate --seed 1 --runs 20 --threads 1",
    ],
    [
      ("handler", "actor 1 (Relay), asked to receive 3 from 0"),
      ("every", "the property 'every', which looks at actor 1 (Relay)"),
      ("several", "the property 'several'"),
      ("whole", "the property 'whole'"),
      ("history", "the history, to which actor 1 adds [3]"),
    ])
  func `is told with the steps that lead there`(
    command: String, mistake: (name: String, place: String)
  ) throws {
    let (status, output) = try run("checker \(command) relay mistake=\(mistake.name)")
    #expect(status == 70)
    let expected = place(mistake.place, after: Self.way)
    #expect(output.contains("SIG") && output.contains(expected), "\(output)")
  }

  @Test func `is told of a timeout and of a start`() throws {
    let timer = try run("checker check-bfs relay mistake=timer")
    let steps = [Self.way[0], "timeout 1: tick"]
    #expect(timer.status == 70)
    #expect(
      timer.output.contains(
        place("actor 1 (Relay), asked to handle the timeout tick", after: steps)))
    let start = try run("checker check-dfs relay mistake=start")
    #expect(start.status == 70)
    #expect(start.output.contains(place("actor 0 (Relay), asked to start", after: [])))
  }

  @Test(
    arguments: [
      "check-bfs --threads 2", "check-dfs --threads 1", "simulate --seed 1 --runs 20 --threads 1",
    ],
    [
      ("actions", "the list of actions", 3),
      ("successor", "the successor after", 3), ("property", "the property 'small'", 3),
      ("end", "the property 'large'", 5),
    ])
  func `in a model that is no actor system is told, too`(
    command: String, mistake: (name: String, place: String, count: Int)
  ) throws {
    let (status, output) = try run("checker \(command) counter mistake=\(mistake.name)")
    #expect(status == 70)
    let report = try #require(output.split(separator: "  in \(mistake.place)").last, "\(output)")
    let steps = report.matches(of: /[0-9]\. (one|two)\n/).map { $0.1 == "one" ? 1 : 2 }
    #expect(steps.reduce(0, +) == mistake.count, "\(output)")
  }

  @Test(
    arguments: [
      ("recursion", "perhaps a recursion without end", "asked to receive 3 from 0", 3),
      ("offer", "an offer needs at least one alternative", "asked to receive 3 from 0", 3),
      ("ignoring", "a trap", "asked whether it ignores 3 from 0 for ever", 2),
      ("duration", "runs for -2...-1 ms", "asked for the duration of tick", 1),
      ("deliverable", "a trap", "which looks at '3' on its way", 2),
      ("boundary", "a trap", "in the boundary, which looks at actor 1", 3),
    ])
  func `has words, wherever it is`(
    mistake: String, words: String, place: String, steps: Int
  ) throws {
    let (status, output) = try run("checker check-bfs relay mistake=\(mistake)")
    #expect(status == 70)
    #expect(output.contains(words) && (place.isEmpty || output.contains(place)), "\(output)")
    for step in Self.way.prefix(steps - 1) { #expect(output.contains(". \(step)\n"), "\(output)") }
  }

  @Test(arguments: ["check-bfs", "check-dfs", "simulate --seed 1 --runs 20"])
  func `that an author asserts is no trap but a counterexample`(command: String) throws {
    let (status, output) = try run("checker \(command) relay mistake=failure")
    #expect(status == 1)
    #expect(output.contains(/no actor fails +always +VIOLATED +3/), "\(output)")
    #expect(output.contains("actor 1 fails: three is too much"), "\(output)")
  }

  @Test(
    arguments: [
      ("actors", "it has 300 actors, and a system has at most 255"),
      ("properties", "it has 71 properties, and a search judges at most 64"),
      ("crashes", "maxCrashes is a count, not -1"),
      ("address", "a property asks for actor 7; the system has 2, counted from 0"),
      (
        "undeclared",
        "asks for its parameter 'actor', which it does not declare (did you mean 'actors'?); "
          + "it declares: mistake, actors"
      ),
      ("kind", "asks for its parameter 'actors' as a flag, which takes 2...9"),
    ])
  func `that no step leads to is an error`(mistake: String, words: String) throws {
    for command in ["check-bfs", "simulate --seed 1 --runs 5"] {
      let (status, output) = try run("checker \(command) relay mistake=\(mistake)")
      #expect(status == 70)
      #expect(output.hasPrefix("mistaken-checker"), "\(output)")
      #expect(output.contains(words), "\(output)")
    }
  }

  @Test(arguments: [
    ("handler", "actor 1 (Relay), asked to receive 3 from 0", way),
    ("start", "actor 0 (Relay), asked to start", []),
    ("recursion", "actor 1 (Relay), asked to receive 3 from 0", way),
  ])
  func `is told while the actors run for real`(
    mistake: String, name: String, way: [String]
  ) throws {
    // Somebody else may listen at a port.
    let (status, output) = try run(
      """
      for port in 2{0..9}{1..9}17; do
        checker spawn relay mistake=\(mistake) --port $port --timeout 20s --quiet; status=$?
        [ $status = 74 ] || exit $status
      done
      """)
    #expect(status == 70)
    let steps = (way.isEmpty ? [] : ["start 0", "start 1"]) + (way.isEmpty ? ["start 0"] : way)
    #expect(output.contains(place(name, after: steps)), "\(output)")
  }

  @Test func `is told while a trace is replayed, shown and explored`() throws {
    let trace = """
      d=$(mktemp -d); trap 'rm -r $d' EXIT
      checker check-bfs relay --save-traces $d --quiet
      sed -i 's/mistake=none/mistake=handler/' $d/relay/*.trace
      """
    for command in [
      "checker replay $d/relay/*.trace", "checker show $d/relay/*.trace",
      "echo 1 1 1 | tr ' ' '\\n' | checker explore relay mistake=handler",
    ] {
      let (status, output) = try run("\(trace)\n\(command)")
      #expect(status == 70, "\(output)")
      #expect(
        output.contains(place("actor 1 (Relay), asked to receive 3 from 0", after: Self.way)),
        "\(command): \(output)")
    }
  }

  @Test(arguments: ["check-bfs", "check-dfs", "simulate --seed 1 --runs 5"])
  func `is told where a second process does something else`(command: String) throws {
    let (status, output) = try run("checker \(command) relay mistake=hash")
    #expect(status == 70)
    #expect(
      output.contains(
        "the model is not deterministic: in a second process, in which hash values are others, actor 1, "
          + "asked to receive 3 from 0"), "\(output)")
  }
}
