import PaxcheckCatalogue
import PaxcheckModel

/// What a shell may offer where: the table of commands and the catalogue, in the terms of completion.
struct CompletionTable {
  let program: String
  let commands: [Subcommand]
  let catalogue: ModelCatalogue

  /// A name for the shell function that completes the program's words.
  var function: String {
    "_" + String(program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  var models: [String] { catalogue.models.map(\.name) }

  /// The commands that take a model.
  var modelCommands: [String] {
    commands.filter { if case .model = $0.operands { true } else { false } }.map(\.name)
  }

  /// The commands that take parameters too.
  var parameterCommands: [String] {
    commands.filter { $0.operands == .model(parameters: true) }.map(\.name)
  }

  /// The commands that take files.
  var fileCommands: [String] { commands.filter { $0.operands == .files }.map(\.name) }

  /// Options of a command, in pairs with the words that may follow them.
  var optionValues: [(command: String, option: OptionDescription)] {
    commands.flatMap { command in command.options.map { (command.name, $0) } }
  }

  /// The values of a parameter worth offering; none of a long range.
  static func values(of parameter: Parameter) -> [String] {
    switch parameter.domain {
    case .flag: ["true", "false"]
    case .choice(let words): words
    case .integer(let range): range.count <= 20 ? range.map(String.init) : []
    case .list: []
    }
  }
}

/// The shells that can be taught.
enum Shell: String, CaseIterable {
  case bash
  case zsh
  case fish

  /// The script to load, and how to load it in its first line.
  func script(_ table: CompletionTable) -> String {
    switch self {
    case .bash: BashCompletion.script(table)
    case .zsh: ZshCompletion.script(table)
    case .fish: FishCompletion.script(table)
    }
  }
}
