import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport

/// The script that teaches bash, which breaks words at equals signs.
enum BashCompletion {
  static func script(_ table: CompletionTable) -> String {
    """
    # Load with: source <(\(table.program.shellQuoted) completions bash)
    \(table.function)() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
      local command=${COMP_WORDS[1]} model=\(table.models.first ?? "") parameter= word
      if [[ $current == = ]]; then
        parameter=$previous current=
      elif [[ $previous == = ]]; then
        parameter=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      for word in "${COMP_WORDS[@]:2:COMP_CWORD - 2}"; do
        case $word in
          \(pattern(table.models))) model=$word ;;
        esac
      done
      if ((COMP_CWORD == 1)); then
        _paxcheck_offer \(table.commands.map(\.name).joined(separator: " ")) --help --version
        return
      fi
      [[ $parameter == --* ]] && previous=$parameter
      case "$command $previous" in
    \(optionValues(table))  esac
      if [[ $parameter ]]; then
        case "$model $parameter" in
    \(parameterValues(table))    esac
        return
      fi
      if [[ $current == -* ]]; then
        case $command in
    \(options(table))    esac
        return
      fi
      case $command in
        \(pattern(table.fileCommands))) COMPREPLY=($(compgen -f -- "$current")) ;;
        \(pattern(table.modelCommands))) _paxcheck_offer \(table.models.joined(separator: " ")) ;;
        completions) _paxcheck_offer \(Shell.allCases.map(\.rawValue).joined(separator: " ")) ;;
      esac
      case $command in
        \(pattern(table.parameterCommands)))
          case $model in
    \(parameters(table))      esac
          [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
          ;;
      esac
    }
    _paxcheck_offer() {
      COMPREPLY+=($(compgen -W "$*" -- "$current"))
    }
    complete -F \(table.function) \(table.program.shellQuoted)

    """
  }

  private static func pattern(_ words: [String]) -> String {
    words.isEmpty ? "''" : words.joined(separator: " | ")
  }

  private static func optionValues(_ table: CompletionTable) -> String {
    table.optionValues.map { command, option in
      switch option.completion {
      case .words(let words):
        "    '\(command) \(option.name)') _paxcheck_offer \(words.joined(separator: " "))\n"
          + "      return ;;\n"
      case .folder:
        "    '\(command) \(option.name)') COMPREPLY=($(compgen -d -- \"$current\"))\n"
          + "      return ;;\n"
      case .file:
        "    '\(command) \(option.name)') COMPREPLY=($(compgen -f -- \"$current\"))\n"
          + "      return ;;\n"
      case .nothing:
        option.isFlag ? "" : "    '\(command) \(option.name)') return ;;\n"
      }
    }.joined()
  }

  private static func options(_ table: CompletionTable) -> String {
    table.commands.map { command in
      let names = command.options.map(\.name).joined(separator: " ")
      return "      \(command.name)) _paxcheck_offer \(names) ;;\n"
    }.joined()
  }

  private static func parameters(_ table: CompletionTable) -> String {
    table.catalogue.models.filter { !$0.parameters.isEmpty }.map { model in
      let names = model.parameters.map { "\($0.name)=" }.joined(separator: " ")
      return "        \(model.name)) _paxcheck_offer \(names) ;;\n"
    }.joined()
  }

  private static func parameterValues(_ table: CompletionTable) -> String {
    table.catalogue.models.flatMap { model in
      model.parameters.map { parameter in
        let values = CompletionTable.values(of: parameter).joined(separator: " ")
        return "      '\(model.name) \(parameter.name)') _paxcheck_offer \(values) ;;\n"
      }
    }.joined()
  }
}
