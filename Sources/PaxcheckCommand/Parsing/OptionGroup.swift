/// What an option is about: the paragraph of the help that it is in.
enum OptionGroup: CaseIterable {
  /// What the command does, and with what.
  case subject
  /// How random runs are drawn.
  case runs
  /// When to give up.
  case limits
  /// How the work is done, which changes no result.
  case engine
  /// How to stop today and go on tomorrow.
  case checkpoints
  /// What is written, where and how.
  case output

  /// The title of the paragraph; `subject` is what the command calls its own.
  func title(_ subject: String) -> String {
    switch self {
    case .subject: "\(subject):"
    case .runs: "How runs are drawn:"
    case .limits: "Limits:"
    case .engine: "How to search:"
    case .checkpoints: "To go on later:"
    case .output: "Output:"
    }
  }
}
