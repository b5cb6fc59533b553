import PaxcheckCommand
import PaxcheckKit
import Testing

@Suite struct `A table of the command line` {
  static let lines = [
    "--help", "check-bfs --help", "check-dfs --help", "simulate --help", "audit --help",
    "history --help", "spawn --help", "explore --help", "show --help", "models", "models workers",
    "audit", "check-bfs workers locked=false",
  ]

  private func widest(_ run: Run) -> Int {
    // What is to be copied is not broken: examples of commands, and the steps of traces.
    run.output.split(separator: "\n").filter { !$0.contains("paxcheck ") }.map(\.count).max() ?? 0
  }

  private func terminal(_ line: String, columns: Int?, told: Int? = nil) -> Run {
    var environment = ["NO_COLOR": "1"]
    environment["COLUMNS"] = told.map { "\($0)" }
    return Run(
      line, output: Recorder(isTerminal: true, columns: columns), environment: environment)
  }

  @Test(arguments: lines) func `is as wide as the terminal at most`(line: String) {
    for columns in [80, 90, 120] {
      let narrow = terminal(line, columns: columns)
      #expect(widest(narrow) <= columns)
      #expect(terminal(line, columns: 200, told: columns).transcript == narrow.transcript)
    }
    #expect(widest(Run(line)) <= 100)
    #expect(Run(line, environment: ["COLUMNS": "60"]).transcript == Run(line).transcript)
    #expect(widest(terminal(line, columns: nil)) <= 80)
  }

  @Test func `loses no word`() {
    func words(_ run: Run) -> [String] {
      run.output.split { $0 == " " || $0 == "\n" }.map(String.init).sorted()
    }
    for line in ["check-bfs --help", "models workers", "models"] {
      let wide = words(Run(line))
      for columns in [30, 60, 500] {
        #expect(words(terminal(line, columns: columns)) == wide)
      }
    }
  }
}

@Suite struct `What to do after a counterexample` {
  @Test func `is to show it, too`() {
    for command in ["check-bfs", "check-dfs", "simulate --seed 7"] {
      let run = Run("\(command) workers locked=false")
      #expect(
        run.output.contains(
          "  save it for 'paxcheck replay': paxcheck \(command.split(separator: " ")[0]) "))
      #expect(
        run.output.contains(
          "  then explain it: paxcheck show traces/workers/no-update-is-lost.trace\n"))
    }
  }
}

@Suite struct `An audit that somebody waits for` {
  private func audit(_ options: String, isTerminal: Bool = false) -> Run {
    Run("audit \(options)", output: Recorder(isTerminal: isTerminal, columns: 100))
  }

  @Test func `searches each mutant only until it is caught, and says so`() {
    let first = audit("--first --color never")
    #expect(first.status == .asExpected)
    #expect(first.output.contains("each mutant was searched until it was caught; --all goes on\n"))
    #expect(audit("--color never", isTerminal: true).transcript == first.transcript)
    #expect(
      audit("--all --color never", isTerminal: true).transcript == audit("").transcript)
    #expect(audit("").output.contains("each mutant was searched to the end\n"))
    #expect(audit("--first --format json").output.contains("\"stopsWhenCaught\": true"))
    #expect(audit("--format json").output.contains("\"stopsWhenCaught\": false"))
    #expect(audit("--first --format junit").output.contains("until it was caught"))
  }

  @Test func `contradicts itself only in words`() {
    #expect(audit("--first --all").status == .usage)
    #expect(audit("--simulate --all --seed 1").status == .usage)
    #expect(audit("--simulate --first --seed 1 --runs 9").status != .usage)
    #expect(audit("--simulate --memory-limit 1K --seed 1").status == .undecided)
  }
}

@Suite struct `Random runs` {
  @Test func `end when there is no memory left`() {
    let run = Run("simulate workers --memory-limit 1K --seed 1")
    #expect(run.status == .undecided)
    #expect(run.output.contains("UNDECIDED: memory limit of 1 KiB"))
    #expect(Run("simulate workers --memory-limit 1T --seed 1 --runs 5").output.contains("5 random"))
  }

  @Test func `stop at the first violation if they are told to`() {
    let run = Run("simulate workers locked=false --first --seed 7")
    #expect(run.status == .unexpected)
    #expect(run.output.contains("stopped at the first violation"))
    let check = Run("check-bfs workers locked=false --first")
    #expect(check.status == .unexpected)
    #expect(check.output.contains("stopped at the first violation"))
  }
}
