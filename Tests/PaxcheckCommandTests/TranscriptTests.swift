import PaxcheckCommand
import PaxcheckTesting
import Testing

@Suite struct `What the command line says` {
  @Test(arguments: [
    ("help", "--help"),
    ("help-check-bfs", "check-bfs --help"),
    ("help-check-dfs", "help check-dfs"),
    ("help-simulate", "simulate workers --loss 7 --help"),
    ("help-replay", "replay -h"),
    ("help-show", "show --help"),
    ("help-explore", "explore --help"),
    ("help-spawn", "spawn --help"),
    ("help-validate", "validate --help"),
    ("help-models", "models --help"),
    ("help-completions", "completions --help"),
    ("help-init", "init --help"),
    ("help-history", "history --help"),
    ("completions-bash", "completions bash"),
    ("completions-zsh", "completions zsh"),
    ("completions-fish", "completions fish"),
    ("models", "models"),
    ("models-page", "models workers"),
    ("models-json", "models --format json"),
    ("check-holds", "check-bfs"),
    ("check-violated", "check-bfs workers locked=false"),
    ("check-violated-json", "check-bfs workers locked=false --format json"),
    ("check-violated-junit", "check-dfs workers locked=false --format=junit"),
    ("check-violated-colour", "check-bfs workers mutation=ignores-lock --color always"),
    ("check-verbose", "check-bfs --verbose"),
    ("check-lasso", "check-bfs lamp"),
    ("check-undecided", "check-bfs endless --max-states 100 --threads 1"),
    ("check-undecided-junit", "check-bfs endless --max-depth 4 --format junit"),
    ("simulate", "simulate --seed 7 --runs 20 locked=false"),
    ("simulate-pct", "simulate --seed 7 --runs 20 locked=false --strategy pct --bug-depth 2"),
    ("help-audit", "audit --help"),
    ("audit", "audit"),
    ("audit-json", "audit --format json"),
    ("audit-junit", "audit workers --format junit"),
    ("audit-undecided", "audit --max-states 3"),
    ("audit-undecided-junit", "audit --max-states 3 --format junit"),
    ("audit-without-mutations", "audit lamp"),
    ("audit-simulate", "audit --simulate --seed 7 --runs 20"),
    ("help-sweep", "sweep --help"),
    ("sweep", "sweep workers count=1..4 locked=true,false"),
    ("sweep-first", "sweep workers count=1..4 locked=false --first"),
    ("sweep-cut", "sweep workers count=1..4 --max-states 20 --threads 1"),
    ("sweep-impossible", "sweep workers count=1,2 order=fixed"),
    ("sweep-json", "sweep workers count=1..3 locked=false --format json"),
    ("sweep-junit", "sweep workers count=1..2 order=fixed --format junit"),
    ("simulate-json", "simulate --seed 7 --runs 20 locked=false --format json"),
  ])
  func `is what was recorded`(name: String, line: String) throws {
    expectRecorded(
      "$ paxcheck \(line)\n" + Run(line).transcript, in: "Snapshots/\(name).txt")
  }

  @Test func `does not depend on threads or on the run`() {
    for command in ["check-bfs workers count=3 locked=false", "check-dfs workers count=3"] {
      let first = Run("\(command) --threads 1 --verbose").transcript
      for threads in [1, 2, 4] {
        #expect(Run("\(command) --threads \(threads) --verbose").transcript == first)
      }
    }
  }

  @Test(arguments: [
    "", "chekc-bfs", "--quiet", "check-bfs work", "check-bfs workers lamp", "check-bfs wrokers",
    "check-bfs cuont=2", "check-bfs count=0", "check-bfs count=-1", "check-bfs count=",
    "check-bfs count=2 count=3", "check-bfs locked=yes", "check-bfs order=fix",
    "check-bfs order=fixed count=1", "check-bfs mutation=ignore-lock", "check-bfs --thread 2",
    "check-bfs --threads", "check-bfs --threads 0", "check-bfs --threads two",
    "check-bfs --threads 1 --threads=2", "check-bfs --quiet=yes", "check-bfs --quiet --verbose",
    "check-bfs --timeout 2", "check-bfs --timeout 2d", "check-bfs --timeout 0s",
    "check-bfs --timeout soon", "check-bfs --memory-limit 2Q", "check-bfs --max-depth=0",
    "check-bfs --memory-limit 99999999999T", "check-bfs --format jsn", "check-bfs --color red",
    "check-bfs -- --quiet", "simulate --seed -1", "simulate --runs 0", "simulate --crash 2",
    "simulate --loss 1/0", "simulate --weights deliver", "simulate --bug-depth 2",
    "simulate --strategy pct --latency 1...2", "simulate --until counted",
    "check-bfs --scenario quiet", "simulate --from /no/such.trace",
    "check-bfs --until counted --checkpoint a", "audit --seed 1",
    "audit --simulate --max-states 5", "audit --simulate --weights reed=2",
    "simulate --weights reed=2", "simulate --loss 1/2", "check-bfs --storage tree",
    "simulate --duplication a/b", "simulate --latency 9...1", "replay",
    "replay /no/such.trace", "explore --trace a.trace workers", "explore --trace -",
    "explore --script /no/such", "show",
    "show a.trace b.trace --format html", "models work",
    "completions", "completions bsh", "help chek", "init", "init a b", "init ../x", "init 3pc",
    "init paxcheck-2", "init x --from 1.0.0", "init x --url paxcheck",
    "init x --url a/b --from 1.0",
    "spawn workers", "validate", "validate /no/such.log",
    "spawn --only two", "spawn --ports 0:4000", "spawn --port 0",
    "spawn --only 0,0", "spawn --ports 0=4000,0=4001", "validate a=b/run.log count=2",
    "check-bfs --save-traces /dev/null", "check-bfs --save-traces /dev/null/traces",
    "check-bfs --checkpoint-every 1s", "check-bfs --checkpoint a --resume b",
    "check-bfs --resume /no/such", "check-bfs --checkpoint /dev/null/folder",
    "sweep workers", "sweep workers count=2", "sweep workers count=1..9",
    "sweep workers cuont=1..2", "sweep workers count=3..1", "sweep workers count=1,2 count=2",
    "check-dfs --checkpoint a --max-depth 3", "check-bfs --reduce inrt",
    "check-bfs --reduce inert,inert", "check-bfs --reduce inert --checkpoint a",
  ])
  func `of a command line that makes no sense is what was recorded`(line: String) throws {
    let run = Run(line)
    #expect(run.output.isEmpty)
    #expect([64, 66, 74].contains(run.status.rawValue))
    let name = line.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    expectRecorded(
      "$ paxcheck \(line)\n" + run.transcript, in: "Snapshots/error-\(name).txt")
  }
}
