import PaxcheckModel

/// What a line typed into the explorer asks for.
enum ExplorerCommand: Hashable {
  case choose(Int)
  case take(String)
  case steps
  case back(Int)
  case forward(Int)
  case goTo(Int)
  case path
  case difference
  case state(part: String)
  case network
  case properties
  case search(property: String)
  case start(Int?)
  case save(file: String, property: String?)
  case load(file: String)
  case help(topic: String?)
  case quit

  /// A row of the help.
  struct Usage {
    let name: String
    let usage: String
    let summary: String
  }

  static let table: [Usage] = [
    Usage(name: "NUMBER", usage: "NUMBER", summary: "take the step with this number"),
    Usage(
      name: "take", usage: "take TEXT", summary: "take the step with this text: take crash 2"),
    Usage(name: "steps", usage: "steps", summary: "list the steps that are possible here"),
    Usage(name: "back", usage: "back [N]", summary: "take back one step, or N"),
    Usage(name: "forward", usage: "forward [N]", summary: "take steps again that were taken back"),
    Usage(name: "goto", usage: "goto N", summary: "go to where N steps were taken; 0 is the start"),
    Usage(name: "path", usage: "path", summary: "list the steps that led here"),
    Usage(name: "diff", usage: "diff", summary: "show what the last step changed"),
    Usage(
      name: "state", usage: "state [PART]",
      summary: "show the state, or the parts whose names begin with PART"),
    Usage(name: "network", usage: "network", summary: "list the messages on their way"),
    Usage(name: "properties", usage: "properties", summary: "show what is true here"),
    Usage(
      name: "search", usage: "search PROPERTY",
      summary: "go the shortest way from here that decides a property"),
    Usage(
      name: "start", usage: "start [N]", summary: "begin again, in the initial state number N"),
    Usage(
      name: "save", usage: "save FILE [PROPERTY]",
      summary: "save the steps as a trace, for 'paxcheck replay' and 'paxcheck show'"),
    Usage(name: "load", usage: "load FILE", summary: "go where a trace of this model goes"),
    Usage(name: "help", usage: "help [COMMAND]", summary: "show this, or one of these"),
    Usage(name: "quit", usage: "quit", summary: "stop; so does the end of the input"),
  ]

  /// Reads a line; the name of a command may be shortened to what is unique.
  ///
  /// - Throws: what is wrong with it, as a failure of malformed input.
  init(_ line: String) throws(CommandFailure) {
    let line = line.trimmed
    let word = String(line.prefix { $0 != " " })
    let rest = line.dropFirst(word.count).trimmed
    if rest.isEmpty, let number = Int(word) {
      self = .choose(number)
      return
    }
    let names = Self.table.dropFirst().map(\.name)
    let matches = names.contains(word) ? [word] : names.filter { $0.hasPrefix(word) }
    guard matches.count == 1, let name = matches.first else {
      throw CommandFailure(
        .malformedInput,
        matches.isEmpty
          ? "unknown command '\(word)'\(didYouMean(word, among: names)); 'help' lists them all"
          : "'\(word)' could be \(matches.joined(separator: " or "))")
    }
    self = try Self.command(name, rest)
  }

  private static func command(
    _ name: String, _ rest: String
  ) throws(CommandFailure) -> ExplorerCommand {
    switch name {
    case "take": return .take(try needed(rest, name))
    case "back": return .back(try number(rest, name, atLeast: 1) ?? 1)
    case "forward": return .forward(try number(rest, name, atLeast: 1) ?? 1)
    case "goto":
      guard let place = try number(rest, name, atLeast: 0) else { throw incomplete(name) }
      return .goTo(place)
    case "state": return .state(part: rest)
    case "search": return .search(property: try needed(rest, name))
    case "start": return .start(try number(rest, name, atLeast: 0))
    case "save":
      let file = String(try needed(rest, name).prefix { $0 != " " })
      let property = rest.dropFirst(file.count).trimmed
      return .save(file: file, property: property.isEmpty ? nil : property)
    case "load": return .load(file: try needed(rest, name))
    case "help": return .help(topic: rest.isEmpty ? nil : rest)
    default: return try plain(name, rest)
    }
  }

  private static func plain(
    _ name: String, _ rest: String
  ) throws(CommandFailure) -> ExplorerCommand {
    let commands: [String: ExplorerCommand] = [
      "steps": .steps, "path": .path, "diff": .difference, "network": .network,
      "properties": .properties, "quit": .quit,
    ]
    guard let command = commands[name], rest.isEmpty else {
      throw CommandFailure(.malformedInput, "'\(name)' takes nothing behind it, not '\(rest)'")
    }
    return command
  }

  private static func needed(_ rest: String, _ name: String) throws(CommandFailure) -> String {
    guard !rest.isEmpty else { throw incomplete(name) }
    return rest
  }

  private static func number(
    _ rest: String, _ name: String, atLeast least: Int
  ) throws(CommandFailure) -> Int? {
    if rest.isEmpty { return nil }
    guard let number = Int(rest), number >= least else {
      throw CommandFailure(
        .malformedInput, "'\(name)' takes a number, \(least) or more, not '\(rest)'")
    }
    return number
  }

  private static func incomplete(_ name: String) -> CommandFailure {
    let usage = table.first { $0.name == name }?.usage ?? name
    return CommandFailure(.malformedInput, "'\(name)' needs more; write '\(usage)'")
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    let rest = drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
