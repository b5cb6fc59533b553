import PaxcheckModel

/// A command line, taken apart by a table of options.
struct Invocation: Sendable {
  /// What is neither an option nor a value of one, in order.
  private(set) var operands: [String] = []
  private var values: [String: any Sendable] = [:]
  private var given: [(name: String, words: [String])] = []
  /// Options that were given under a name that they no longer have, a sentence each.
  private(set) var renamings: [String] = []

  /// Takes the words after a command's name apart.
  ///
  /// `--name value` and `--name=value` are the same; after `--` everything is an operand.
  ///
  /// - Throws: a usage failure for an unknown option, a missing, unwanted or impossible value, and an
  ///   option that is given twice.
  init(_ words: [String], options: [OptionDescription]) throws(CommandFailure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let spelling = parts[0] == "-h" ? "--help" : String(parts[0])
      guard let option = options.first(where: { $0.answers(to: spelling) }) else {
        throw .usage(
          "unknown option '\(spelling)'\(didYouMean(spelling, among: options.map(\.name)))")
      }
      let name = option.name
      if spelling != name { renamings.append("'\(spelling)' is called '\(name)' now") }
      guard values[name] == nil else { throw .usage("'\(name)' is given twice; leave one out") }
      let inlineValue = parts.count == 2 ? String(parts[1]) : nil
      let before = rest
      values[name] = try Self.value(of: option, inline: inlineValue, following: &rest)
      given.append((name, [word] + before.prefix(before.count - rest.count)))
    }
  }

  private static func value(
    of option: OptionDescription, inline: String?, following rest: inout ArraySlice<String>
  ) throws(CommandFailure) -> any Sendable {
    if option.isFlag {
      guard inline == nil else { throw .usage("'\(option.name)' takes no value") }
      return true
    }
    guard let text = inline ?? rest.popFirst(), !text.isEmpty else {
      throw .usage("'\(option.name)' needs a value; write \(option.usage)")
    }
    do throws(ValueError) {
      return try option.parse(text)
    } catch {
      throw .usage("'\(option.name) \(text)' is not possible: \(error.message)")
    }
  }

  /// The value of an option, or `nil` if it was not given.
  subscript<Value>(option: Option<Value>) -> Value? {
    values[option.description.name] as? Value
  }

  /// Whether a flag was given.
  subscript(flag: Option<Bool>) -> Bool { values[flag.description.name] != nil }

  /// The options as they were given, those of whose names a condition is true.
  func options(where isWanted: (String) -> Bool) -> [String] {
    given.filter { isWanted($0.name) }.flatMap(\.words)
  }

  /// The words that ask for a model.
  var request: [String] {
    let names = Set(ModelRequest.options.map(\.name))
    let options = options(where: names.contains)
    let looksLikeOption = operands.contains { $0.hasPrefix("-") }
    return looksLikeOption ? options + ["--"] + operands : operands + options
  }
}
