import PaxcheckSearch

extension Subcommand {
  /// Every state, deep ones first.
  static let checkDepthFirst = Subcommand.check(
    "check-dfs", .depthFirst,
    "search every state, depth first: a small frontier, deep bugs early",
    examples: [
      Example(
        command: "paxcheck check-dfs",
        purpose: "search the default model"),
      Example(
        command: "paxcheck check-dfs single-decree-paxos clients=3 --max-depth 12",
        purpose: "follow no path of more than 12 states"),
      Example(
        command: "paxcheck check-dfs two-phase-commit --memory-limit 2G",
        purpose: "give up rather than hold more than 2 GiB"),
    ])
}
