public import PaxcheckCatalogue
import PaxcheckModel
public import PaxcheckSearch

/// The command line over a catalogue of models: your models and `main` make your own checker.
public enum PaxcheckCommand {
  /// The version of the command line and of the library: the newest in `CHANGELOG.md`.
  public static let version = "0.2.0"

  /// Runs the command that the words after the program's name ask for.
  ///
  /// Everything that is said goes to `console`. Requesting `stop` ends a search, which then reports
  /// what it has. The catalogue is only made for a command that is about models.
  ///
  /// - Parameters:
  ///   - catalogue: The models, the default one first.
  ///   - arguments: The words after the program's name.
  ///   - console: Where output and errors go.
  ///   - stop: Ends a search once it is requested.
  ///   - program: What the program calls itself.
  /// - Returns: The status to exit with.
  public static func run(
    _ catalogue: @autoclosure @escaping @Sendable () -> ModelCatalogue, arguments: [String],
    console: Console, stop: StopSignal, name program: String = "paxcheck"
  ) -> ExitStatus {
    run(
      Session(program: program, makeCatalogue: catalogue, console: console, stop: stop), arguments)
  }

  /// Runs a command.
  static func run(_ session: Session, _ arguments: [String]) -> ExitStatus {
    let (program, console) = (session.program, session.console)
    var place = program
    do throws(CommandFailure) {
      guard let name = arguments.first else { throw .usage("no command is given") }
      switch name {
      case "--help", "-h", "help":
        return try showHelp(Array(arguments.dropFirst()), session)
      case "--version":
        try console.write("paxcheck \(version)\n")
        return .asExpected
      default:
        let command = try command(named: name)
        place += " \(command.name)"
        return try run(command, Array(arguments.dropFirst()), session)
      }
    } catch {
      let page = error.seeAlso.map { "\(program) \($0)" } ?? "\(place) --help"
      let hint = error.status == .usage ? "\n  See '\(page)'." : ""
      console.writeError("\(place): \(error.message.withoutLongWords)\(hint)\n")
      return error.status
    }
  }

  private static func run(
    _ command: Subcommand, _ words: [String], _ session: Session
  ) throws(CommandFailure) -> ExitStatus {
    if asksForHelp(words) {
      let page = HelpPage(width: session.console.width).text(of: command)
      try session.console.write(page.calling(session.program))
      return .asExpected
    }
    let invocation = try Invocation(words, options: command.options)
    for sentence in invocation.renamings {
      session.console.writeError("\(session.program) \(command.name): \(sentence)\n")
    }
    return try command.run(invocation, session)
  }

  /// Whether `--help` is among the options, whatever is wrong with the others.
  private static func asksForHelp(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  private static func showHelp(
    _ words: [String], _ session: Session
  ) throws(CommandFailure) -> ExitStatus {
    let topic = words.first { !$0.hasPrefix("-") }
    let help = HelpPage(width: session.console.width)
    let page = try topic.map { name throws(CommandFailure) in
      help.text(of: try command(named: name))
    }
    try session.console.write((page ?? help.text(of: Subcommand.all)).calling(session.program))
    return .asExpected
  }

  private static func command(named name: String) throws(CommandFailure) -> Subcommand {
    if let command = Subcommand.all.first(where: { $0.name == name }) { return command }
    let names = Subcommand.all.map(\.name)
    if name.hasPrefix("-") {
      throw .usage(
        "unknown option '\(name)'; a command comes first: \(names.joined(separator: ", "))")
    }
    throw .usage(
      "unknown command '\(name)'\(didYouMean(name, among: names)); "
        + "the commands are: \(names.joined(separator: ", "))")
  }
}
