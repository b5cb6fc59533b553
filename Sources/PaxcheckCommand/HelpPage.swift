/// The help of the whole command line and of each command, written from the table of commands.
enum HelpPage {
  /// What `paxcheck --help` prints.
  static func text(of commands: [Subcommand]) -> String {
    section(
      "paxcheck: checks models of distributed protocols, exhaustively or at random",
      [])
      + examples([
        .init(
          command: "paxcheck check-bfs",
          purpose: "search every state of the default model"),
        .init(
          command: "paxcheck check-bfs single-decree-paxos clients=3 --timeout 5m",
          purpose: "choose a model and its parameters, and a limit"),
        .init(command: "paxcheck models", purpose: "see what models there are"),
        .init(
          command: "paxcheck check-bfs --help", purpose: "see what a command can do"),
      ])
      + section("Usage:", [("paxcheck COMMAND [operand …] [options]", "")])
      + section("Commands:", commands.map { ($0.name, $0.summary) })
      + section(
        "Options:",
        [("--help", "show this help and stop"), ("--version", "show the version and stop")])
      + exitStatuses
  }

  /// What `paxcheck COMMAND --help` prints.
  static func text(of command: Subcommand) -> String {
    section("paxcheck \(command.name): \(command.summary)", [])
      + examples(command.examples)
      + section("Usage:", [("paxcheck \(command.name) \(command.usage)", "")])
      + section("Options:", command.options.map { ($0.usage, $0.summary) })
      + (command.table.map(table) ?? "")
      + exitStatuses
  }

  private static func table(_ table: Subcommand.HelpTable) -> String {
    let rows = table.rows.flatMap { row in
      row.lines.enumerated().map { ($0.offset == 0 ? row.word : "", $0.element) }
    }
    return section(table.title, rows)
  }

  private static var exitStatuses: String {
    section("Exit status:", ExitStatus.allCases.map { (String($0.rawValue), $0.summary) })
      .trimmingLastLine
  }

  private static func examples(_ examples: [Subcommand.Example]) -> String {
    "Examples:\n" + examples.map { "  \($0.command)\n      \($0.purpose)\n" }.joined() + "\n"
  }

  /// A title and rows of two columns; a word too long for its column has a line of its own.
  private static func section(_ title: String, _ rows: [(word: String, meaning: String)]) -> String
  {
    let column = min(24, rows.map(\.word.count).max() ?? 0)
    let lines = rows.map { row in
      guard !row.meaning.isEmpty else { return "  \(row.word)\n" }
      let gap =
        row.word.count > column
        ? "\n" + String(repeating: " ", count: column + 4)
        : String(repeating: " ", count: column - row.word.count + 2)
      return "  \(row.word)\(gap)\(row.meaning)\n"
    }
    return "\(title)\n\(lines.joined())\n"
  }
}

extension String {
  /// The text without the empty line at its end.
  fileprivate var trimmingLastLine: String { hasSuffix("\n\n") ? String(dropLast()) : self }
}
