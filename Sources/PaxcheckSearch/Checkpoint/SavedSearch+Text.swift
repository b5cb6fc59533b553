import PaxcheckStateSpace

/// The file `checkpoint`: a line for each figure, which people may read, too.
extension SavedSearch {
  static var fileName: String { "checkpoint" }
  private static var format: String { "paxcheck-checkpoint" }
  private static var version: String { "2" }

  /// The file's text. Its last line is a sum over the others.
  var text: String {
    var lines = [
      "\(Self.format) \(Self.version)", "program: \(program.escaped)", "model: \(model.escaped)",
    ]
    lines += request.map { "request: \($0.escaped)" }
    lines += [
      "order: \(order.name)", "counts-actions: \(countsActions)", "blocks: \(mark.blocks)",
      "depth: \(mark.depth)", "states: \(mark.states)", "questions: \(mark.memoEntries)",
      "generated: \(mark.generatedStates)", "boundary-cuts: \(mark.boundaryCuts)",
    ]
    if mark.scenarioCuts > 0 { lines.append("scenario-cuts: \(mark.scenarioCuts)") }
    lines += mark.discoveries.map { "discovery: \($0?.text ?? "none")" }
    let actions = mark.actionCounts.sorted { $0.key < $1.key }
    lines += actions.map { "action: \($0.value) \($0.key.escaped)" }
    lines += ["tree-sum: \(treeSum.value)", "question-sum: \(memoSum.value)"]
    return (lines + [Self.sumLine(lines)]).map { "\($0)\n" }.joined()
  }

  /// Reads the text of the file.
  init(text: String) throws(Malformation) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let words = lines[0].split(separator: " ")
    guard words.count == 2, words[0] == Self.format else {
      throw Malformation("'\(Self.fileName)' is no description of a checkpoint")
    }
    guard words[1] == Self.version else {
      throw Malformation("its format is \(words[1]), and this program knows \(Self.version) alone")
    }
    guard lines.removeLast().isEmpty, let sum = lines.popLast(), sum == Self.sumLine(lines) else {
      throw Malformation("'\(Self.fileName)' was cut off or changed")
    }
    let fields = Fields(lines.dropFirst())
    program = try fields.text("program")
    model = try fields.text("model")
    request = fields["request"].map(\.unescaped)
    order = try fields.value("order", ExhaustiveSearch.Order.init(name:))
    countsActions = try fields.value("counts-actions") { Bool($0) }
    mark.blocks = try fields.number("blocks")
    mark.depth = try fields.number("depth")
    mark.states = try fields.number("states")
    mark.memoEntries = try fields.number("questions")
    mark.generatedStates = try fields.number("generated")
    mark.boundaryCuts = try fields.number("boundary-cuts")
    if !fields["scenario-cuts"].isEmpty { mark.scenarioCuts = try fields.number("scenario-cuts") }
    mark.discoveries = fields["discovery"].map { Discovery(text: $0) }
    for field in fields["action"] {
      let parts = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let count = Int(parts[0]) else { throw Fields.unreadable("action") }
      mark.actionCounts[String(parts[1]).unescaped] = count
    }
    treeSum = Checksum(try fields.value("tree-sum") { UInt64($0) })
    memoSum = Checksum(try fields.value("question-sum") { UInt64($0) })
  }

  private static func sumLine(_ lines: [String]) -> String {
    var sum = Checksum()
    for line in lines {
      for byte in line.utf8 { sum.add(UInt64(byte)) }
      sum.add(UInt64(UInt8(ascii: "\n")))
    }
    return "sum: \(sum.value)"
  }
}

/// What is wrong with the description of a checkpoint: completes "the checkpoint is damaged: …".
struct Malformation: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Lines of the form `key: value`, some keys more than once.
private struct Fields {
  private var values: [String: [String]] = [:]

  init(_ lines: some Sequence<String>) {
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      values[String(line[..<colon]), default: []].append(String(line[colon...].dropFirst(2)))
    }
  }

  subscript(key: String) -> [String] { values[key] ?? [] }

  func text(_ key: String) throws(Malformation) -> String { try value(key) { $0.unescaped } }

  func number(_ key: String) throws(Malformation) -> Int {
    try value(key) { text in Int(text).flatMap { $0 >= 0 ? $0 : nil } }
  }

  func value<Value>(
    _ key: String, _ read: (String) -> Value?
  ) throws(Malformation) -> Value {
    guard self[key].count == 1, let value = read(self[key][0]) else { throw Self.unreadable(key) }
    return value
  }

  static func unreadable(_ key: String) -> Malformation {
    Malformation("'\(SavedSearch.fileName)' has no readable line '\(key): …'")
  }
}

extension ExhaustiveSearch.Order {
  /// The order in words: `breadth-first`.
  public var name: String {
    switch self {
    case .breadthFirst: "breadth-first"
    case .depthFirst: "depth-first"
    }
  }

  init?(name: String) {
    switch name {
    case Self.breadthFirst.name: self = .breadthFirst
    case Self.depthFirst.name: self = .depthFirst
    default: return nil
    }
  }
}

extension Discovery {
  /// The rank, and the number of the step if it is one.
  fileprivate var text: String {
    ([rank] + (action.map { [$0] } ?? [])).map(String.init).joined(separator: " ")
  }

  fileprivate init?(text: String) {
    let numbers = text.split(separator: " ").compactMap { UInt32($0) }
    guard 1...2 ~= numbers.count else { return nil }
    self.init(rank: numbers[0], action: numbers.dropFirst().first)
  }
}

extension String {
  /// The text in one line.
  fileprivate var escaped: String {
    reduce(into: "") { $0 += $1 == "\\" ? "\\\\" : $1.isNewline ? "\\n" : String($1) }
  }

  fileprivate var unescaped: String {
    var text = ""
    var isEscape = false
    for character in self {
      if isEscape {
        text.append(character == "n" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
