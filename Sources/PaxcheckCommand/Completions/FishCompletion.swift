import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport

/// The script that teaches fish.
enum FishCompletion {
  static func script(_ table: CompletionTable) -> String {
    "# Load with: \(table.program.shellQuoted) completions fish | source\n"
      + "complete -c \(table.program.shellQuoted) -f\n"
      + rule("__fish_use_subcommand", "-l help -l version", table)
      + table.commands.map { rules(for: $0, table) }.joined()
      + table.catalogue.models.map { parameters(of: $0, table) }.joined()
  }

  private static func rules(for command: Subcommand, _ table: CompletionTable) -> String {
    let here = "__fish_seen_subcommand_from \(command.name)"
    let name = rule(
      "__fish_use_subcommand", "-a \(command.name) -d \(quoted(command.summary))", table)
    let operands =
      switch command.operands {
      case .files: rule(here, "-F", table)
      case .words(let words): rule(here, "-a \(quoted(words.joined(separator: " ")))", table)
      case .model:
        rule(
          "\(here); and not __fish_seen_subcommand_from \(table.models.joined(separator: " "))",
          "-a \(quoted(table.models.joined(separator: " ")))", table)
      }
    let options = command.options.map { option in
      let value =
        switch option.completion {
        case .words(let words): " -x -a \(quoted(words.joined(separator: " ")))"
        case .folder: " -x -a '(__fish_complete_directories)'"
        case .file: " -r -F"
        case .nothing: option.isFlag ? "" : " -x"
        }
      let summary = option.summary.calling(table.program)
      return rule(here, "-l \(option.name.dropFirst(2))\(value) -d \(quoted(summary))", table)
    }
    return name + operands + options.joined()
  }

  private static func parameters(of model: ModelDescription, _ table: CompletionTable) -> String {
    let commands = table.parameterCommands.joined(separator: " ")
    let here =
      "__fish_seen_subcommand_from \(commands); and __fish_seen_subcommand_from \(model.name)"
    return model.parameters.map { parameter in
      let values = CompletionTable.values(of: parameter)
      let words = values.isEmpty ? ["\(parameter.name)="] : values.map { "\(parameter.name)=\($0)" }
      return rule(
        here, "-a \(quoted(words.joined(separator: " "))) -d \(quoted(parameter.summary))", table)
    }.joined()
  }

  private static func rule(
    _ condition: String, _ rest: String, _ table: CompletionTable
  ) -> String {
    "complete -c \(table.program.shellQuoted) -n \(quoted(condition)) \(rest)\n"
  }

  /// Fish reads `\\'` within single quotes, which POSIX does not.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
