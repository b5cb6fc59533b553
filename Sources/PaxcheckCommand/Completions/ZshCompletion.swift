import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport

/// The script that teaches zsh.
enum ZshCompletion {
  static func script(_ table: CompletionTable) -> String {
    """
    #compdef \(table.program.shellQuoted)
    # Load with: source <(\(table.program.shellQuoted) completions zsh)
    \(table.function)() {
      local command=${words[2]} previous=${words[CURRENT-1]} current=${words[CURRENT]}
      local model=\(table.models.first ?? "") word
      for word in "${(@)words[3,CURRENT-1]}"; do
        case $word in
          (\(pattern(table.models))) model=$word ;;
        esac
      done
      if (( CURRENT == 2 )); then
        local -a commands=(
    \(commands(table))    )
        _describe command commands
        compadd -- --help --version
        return
      fi
      if [[ $current == --*=* ]]; then
        previous=${current%%=*}
        compset -P '*='
      fi
      case "$command $previous" in
    \(optionValues(table))  esac
      if [[ $current == -* ]]; then
        case $command in
    \(options(table))    esac
        return
      fi
      if [[ $current == *=* ]]; then
        local parameter=${current%%=*}
        compset -P '*='
        case "$model $parameter" in
    \(parameterValues(table))    esac
        return
      fi
      case $command in
        (\(pattern(table.fileCommands))) _files ;;
        (\(pattern(table.modelCommands))) compadd -- \(table.models.joined(separator: " ")) ;;
        (completions) compadd -- \(Shell.allCases.map(\.rawValue).joined(separator: " ")) ;;
      esac
      case $command in
        (\(pattern(table.parameterCommands)))
          case $model in
    \(parameters(table))      esac
          ;;
      esac
    }
    compdef \(table.function) \(table.program.shellQuoted)

    """
  }

  private static func pattern(_ words: [String]) -> String { words.joined(separator: "|") }

  private static func commands(_ table: CompletionTable) -> String {
    table.commands.map {
      "      \"\($0.name):\($0.summary.replacing(":", with: "\\\\:"))\"\n"
    }.joined()
  }

  private static func optionValues(_ table: CompletionTable) -> String {
    table.optionValues.map { command, option in
      switch option.completion {
      case .words(let words):
        "    ('\(command) \(option.name)') compadd -- \(words.joined(separator: " ")); return ;;\n"
      case .folder: "    ('\(command) \(option.name)') _files -/; return ;;\n"
      case .file: "    ('\(command) \(option.name)') _files; return ;;\n"
      case .nothing: option.isFlag ? "" : "    ('\(command) \(option.name)') return ;;\n"
      }
    }.joined()
  }

  private static func options(_ table: CompletionTable) -> String {
    table.commands.map { command in
      let names = command.options.map(\.name).joined(separator: " ")
      return "      (\(command.name)) compadd -- \(names) ;;\n"
    }.joined()
  }

  private static func parameters(_ table: CompletionTable) -> String {
    table.catalogue.models.filter { !$0.parameters.isEmpty }.map { model in
      let names = model.parameters.map { "\($0.name)=" }.joined(separator: " ")
      return "        (\(model.name)) compadd -S '' -- \(names) ;;\n"
    }.joined()
  }

  private static func parameterValues(_ table: CompletionTable) -> String {
    table.catalogue.models.flatMap { model in
      model.parameters.map { parameter in
        let values = CompletionTable.values(of: parameter).joined(separator: " ")
        return "      ('\(model.name) \(parameter.name)') compadd -- \(values) ;;\n"
      }
    }.joined()
  }
}
