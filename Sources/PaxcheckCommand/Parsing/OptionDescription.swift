/// What is said about an option: to the parser, in the help and to the shell that completes it.
struct OptionDescription: Sendable {
  /// What a shell may offer after the option.
  enum Completion: Sendable, Hashable {
    case nothing
    case words([String])
    case folder
    case file
  }

  /// The name with its hyphens: `--threads`.
  let name: String
  /// What it was once called, which is still understood.
  var formerName: String?
  /// The placeholder of the value, `nil` for a flag.
  let valueName: String?
  let summary: String
  /// What the option is about.
  let group: OptionGroup
  let completion: Completion
  /// Reads the value; throws a complaint that follows the words "`--name value`".
  let parse: @Sendable (String) throws(ValueError) -> any Sendable

  /// Whether a word with its hyphens means this option.
  func answers(to word: String) -> Bool { word == name || word == formerName }

  var isFlag: Bool { valueName == nil }

  /// The option as the help writes it: `--threads N`.
  var usage: String { valueName.map { "\(name) \($0)" } ?? name }
}

/// What is wrong with a value: completes the sentence "'--threads 0' is not possible: …".
package struct ValueError: Error {
  package let message: String

  init(_ message: String) { self.message = message }
}
