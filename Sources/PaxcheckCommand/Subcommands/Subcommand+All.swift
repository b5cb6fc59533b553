extension Subcommand {
  /// The commands, in the order of the help. A new command is one file and one line here.
  static let all: [Subcommand] = [
    .checkBreadthFirst,
    .checkDepthFirst,
    .simulate,
    .audit,
    .sweep,
    .replay,
    .show,
    .explore,
    .history,
    .spawn,
    .validate,
    .models,
    .initialize,
    .completions,
  ]
}
