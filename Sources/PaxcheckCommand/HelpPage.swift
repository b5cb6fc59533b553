import PaxcheckReport

/// The help of the whole command line and of each command, written from the table of commands.
struct HelpPage {
  /// How many characters a line has.
  private let width: Int

  /// The number of options up to which they are not worth paragraphs of their own.
  private static let fewOptions = 7

  init(width: Int) { self.width = width }

  /// What `paxcheck --help` prints.
  func text(of commands: [Subcommand]) -> String {
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
  func text(of command: Subcommand) -> String {
    section("paxcheck \(command.name): \(command.summary)", [])
      + examples(command.examples)
      + section("Usage:", [("paxcheck \(command.name) \(command.usage)", "")])
      + options(of: command)
      + (command.table.map(table) ?? "")
      + exitStatuses
  }

  private func table(_ table: Subcommand.HelpTable) -> String {
    let rows = table.rows.flatMap { row in
      row.lines.enumerated().map { ($0.offset == 0 ? row.word : "", $0.element) }
    }
    return section(table.title, rows)
  }

  /// The options, those about the same thing in a paragraph unless there are few.
  private func options(of command: Subcommand) -> String {
    let options = command.options
    func rows(_ options: [OptionDescription]) -> [(String, String)] {
      options.map { ($0.usage, $0.summary) }
    }
    if options.count <= Self.fewOptions { return section("Options:", rows(options)) }
    return OptionGroup.allCases.map { group in
      let own = options.filter { $0.group == group }
      return own.isEmpty ? "" : section(group.title(command.optionsTitle), rows(own))
    }.joined()
  }

  private var exitStatuses: String {
    section("Exit status:", ExitStatus.allCases.map { (String($0.rawValue), $0.summary) })
      .trimmingLastLine
  }

  private func examples(_ examples: [Subcommand.Example]) -> String {
    let texts = examples.map { example in
      let purpose = example.purpose.wrapped(to: width - 6).map { "      \($0)\n" }.joined()
      return "  \(example.command)\n\(purpose)"
    }
    return "Examples:\n" + texts.joined() + "\n"
  }

  /// A title and rows of two columns; a word too long for its column has a line of its own, and a meaning
  /// too long for the line goes on in the next.
  private func section(_ title: String, _ rows: [(word: String, meaning: String)]) -> String {
    let column = min(24, rows.map(\.word.count).max() ?? 0)
    let margin = String(repeating: " ", count: column + 4)
    let lines = rows.map { row in
      guard !row.meaning.isEmpty else { return "  \(row.word)\n" }
      let word = broken(row.word)
      let gap =
        row.word.count > column
        ? "\n" + margin : String(repeating: " ", count: column - row.word.count + 2)
      let meaning = row.meaning.wrapped(to: width - margin.count).joined(separator: "\n" + margin)
      return "  \(word)\(gap)\(meaning)\n"
    }
    let header = title.wrapped(to: width).joined(separator: "\n")
    return "\(header)\n\(lines.joined())\n"
  }

  /// The word of a row, in several lines if it names more alternatives than fit into one.
  private func broken(_ word: String) -> String {
    guard word.count > width - 2 else { return word }
    return word.replacing("|", with: "| ").wrapped(to: width - 6)
      .map { $0.replacing("| ", with: "|") }.joined(separator: "\n      ")
  }
}

extension String {
  /// The text without the empty line at its end.
  fileprivate var trimmingLastLine: String { hasSuffix("\n\n") ? String(dropLast()) : self }
}
