import PaxcheckSearch

extension Subcommand {
  /// Every state, level by level.
  static let checkBreadthFirst = Subcommand.check(
    "check-bfs", .breadthFirst,
    "search every state, breadth first: the shortest counterexamples",
    examples: [
      Example(
        command: "paxcheck check-bfs",
        purpose: "search the default model"),
      Example(
        command: "paxcheck check-bfs single-decree-paxos clients=3 network=ordered",
        purpose: "choose a model and its parameters; 'paxcheck models' lists them"),
      Example(
        command: "paxcheck check-bfs two-phase-commit --format json --timeout 30s",
        purpose: "for programs; give up after half a minute"),
      Example(
        command: "paxcheck check-bfs --until 'value chosen' --save-traces traces",
        purpose: "go for one example, and save it for 'paxcheck replay'"),
      Example(
        command: "paxcheck check-bfs --from traces/single-decree-paxos/value-chosen.trace",
        purpose: "start where a trace ends, to get further"),
      Example(
        command: "paxcheck check-bfs single-decree-paxos clients=6 --checkpoint saved",
        purpose: "write down every ten minutes, and when stopped, how far it has come"),
      Example(
        command: "paxcheck check-bfs --resume saved",
        purpose: "go on from there, to the result of a search that was never stopped"),
    ])
}
