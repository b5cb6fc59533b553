/// One of the things that the command line can do: a row of the table that feeds parsing, help and
/// completions.
struct Subcommand: Sendable {
  /// A command line and what it is good for.
  struct Example: Sendable {
    let command: String
    let purpose: String
  }

  /// Words and what belongs to each, a line each.
  struct HelpTable: Sendable {
    let title: String
    let rows: [(word: String, lines: [String])]
  }

  /// What a command's operands are.
  enum Operands: Sendable, Hashable {
    /// At most one model, and parameters if it takes them.
    case model(parameters: Bool)
    case files
    case words([String])
  }

  let name: String
  /// What it does, in one line.
  let summary: String
  /// What follows the name in the usage line.
  let usage: String
  let operands: Operands
  let examples: [Example]
  /// A table that is part of the help.
  let table: HelpTable?
  /// What the help calls the options that are about what the command does.
  let optionsTitle: String
  private let makeOptions: @Sendable () -> [OptionDescription]
  let run: @Sendable (Invocation, Session) throws(CommandFailure) -> ExitStatus

  /// - Parameter options: Made on first use.
  init(
    name: String, summary: String, usage: String, operands: Operands, examples: [Example],
    table: HelpTable? = nil,
    optionsTitle: String = "Options",
    options: @autoclosure @escaping @Sendable () -> [OptionDescription],
    run: @escaping @Sendable (Invocation, Session) throws(CommandFailure) -> ExitStatus
  ) {
    self.name = name
    self.summary = summary
    self.usage = usage
    self.operands = operands
    self.examples = examples
    self.table = table
    self.optionsTitle = optionsTitle
    makeOptions = options
    self.run = run
  }

  var options: [OptionDescription] { makeOptions() }
}

extension String {
  /// A text from the table of commands, which says `paxcheck`, in a program of this name.
  func calling(_ program: String) -> String { replacing("paxcheck", with: program) }
}
