import PaxcheckModel

extension Subcommand {
  /// Scripts that teach shells.
  static let completions = Subcommand(
    name: "completions",
    summary: "print the script that teaches a shell to complete commands",
    usage: "bash|zsh|fish",
    operands: .words(Shell.allCases.map(\.rawValue)),
    examples: [
      Example(
        command: "source <(paxcheck completions bash)", purpose: "in ~/.bashrc; zsh is alike"),
      Example(
        command: "paxcheck completions fish | source", purpose: "in ~/.config/fish/config.fish"),
    ],
    options: [Option<Bool>.help.description]
  ) { (invocation, session) throws(CommandFailure) in
    let shells = Shell.allCases.map(\.rawValue)
    guard invocation.operands.count == 1, let name = invocation.operands.first else {
      throw .usage("one shell is needed; the shells are: \(shells.joined(separator: ", "))")
    }
    guard let shell = Shell(rawValue: name) else {
      throw .usage(
        "unknown shell '\(name)'\(didYouMean(name, among: shells)); "
          + "the shells are: \(shells.joined(separator: ", "))")
    }
    let table = CompletionTable(
      program: session.program, commands: Subcommand.all, catalogue: try session.catalogue)
    try session.console.write(shell.script(table))
    return .asExpected
  }
}
