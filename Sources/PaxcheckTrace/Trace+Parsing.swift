import PaxcheckModel

extension Trace {
  /// Reads a trace.
  ///
  /// Canonical text is read back as the trace that wrote it. Lines may also end with a carriage return
  /// and a line feed, the last one need not end at all, and these are ignored: a byte order mark,
  /// blank lines at the end, white space at the ends of a line and around a step's number, and the
  /// order of the lines before the steps.
  ///
  /// - Throws: `TraceError` for the first line that is wrong.
  public init(parsing text: String) throws(TraceError) {
    var parser = TraceParser(text)
    self = try parser.trace()
  }
}

/// The trace read so far, and the line to read next.
private struct TraceParser {
  private let lines: [Substring]
  private var number = 0
  private var fields: [String: (line: Int, value: Substring)] = [:]
  private var steps: [String] = []
  private var loopStart: Int?
  private var fairness: [String] = []

  init(_ text: String) {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring($0).trimmed }
    if let first = lines.first, first.unicodeScalars.first == "\u{FEFF}" {
      lines[0] = Substring(first.unicodeScalars.dropFirst())
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  mutating func trace() throws(TraceError) -> Trace {
    try readTitle()
    while number < lines.count {
      number += 1
      let line = lines[number - 1]
      if line == "loop:" {
        try readLoop()
      } else if line.unicodeScalars.first.map({ "0"..."9" ~= $0 }) == true {
        try readStep(line)
      } else {
        try readField(line)
      }
    }
    if loopStart == steps.count { throw error("the loop has no step; it begins before a step") }
    let (expectation, property) = try self.property()
    return Trace(
      model: try model(), expectation: expectation, property: property,
      scenario: try scenario(), expectsFixed: try expectsFixed(), fairness: fairness,
      start: try start(), steps: steps, loopStart: loopStart)
  }

  // MARK: Lines

  private mutating func readTitle() throws(TraceError) {
    number = 1
    guard let line = lines.first else {
      throw error("the text is empty; a trace begins with '\(Trace.title) \(Trace.version)'")
    }
    let words = line.split(separator: " ")
    guard words.first == Substring(Trace.title), words.count == 2 else {
      throw error(
        "a trace begins with '\(Trace.title) \(Trace.version)', not with \(quoted(line))")
    }
    guard words[1] == Trace.version else {
      throw error(
        "this is version \(quoted(words[1])) of the format; "
          + "this program reads version \(Trace.version)")
    }
  }

  private mutating func readField(_ line: Substring) throws(TraceError) {
    let known = ["model", "property", "scenario", "expect", "fairness", "start"]
    guard !line.isEmpty else { throw error("there is an empty line within the trace") }
    guard let colon = line.unicodeScalars.firstIndex(of: ":") else {
      throw error("neither a step, such as '1. crash 2', nor 'key: value': \(quoted(line))")
    }
    let key = String(line[..<colon])
    guard known.contains(key) else {
      throw error(
        "unknown key \(quoted(key))\(didYouMean(key, among: known + ["loop"])); "
          + "a trace has: \(known.joined(separator: ", "))")
    }
    guard steps.isEmpty, loopStart == nil else {
      throw error("'\(key)' belongs before the steps")
    }
    if key == "fairness" {
      fairness.append(
        try plain(Substring(line.unicodeScalars[colon...].dropFirst()).trimmed))
      return
    }
    if let earlier = fields[key] { throw error("'\(key)' was given in line \(earlier.line)") }
    let value = Substring(line.unicodeScalars[colon...].dropFirst())
    fields[key] = (number, value.trimmed)
  }

  private mutating func readLoop() throws(TraceError) {
    guard loopStart == nil else { throw error("there is a second loop; a trace has one at most") }
    loopStart = steps.count
  }

  private mutating func readStep(_ line: Substring) throws(TraceError) {
    let scalars = line.unicodeScalars
    let digits = scalars.prefix { "0"..."9" ~= $0 }
    let rest = scalars[digits.endIndex...]
    guard rest.first == "." else {
      throw error("a step is a number, a full stop and a text, as in '1. crash 2'")
    }
    guard String(digits) == String(steps.count + 1) else {
      throw error(
        "step \(steps.count + 1) belongs here, not step \(quoted(Substring(digits))); "
          + "a step is missing, doubled or misnumbered")
    }
    steps.append(try plain(Substring(rest.dropFirst()).trimmed))
  }

  // MARK: Fields

  private func model() throws(TraceError) -> ModelReference {
    let (line, value) = try field("model", "model: NAME key=value …")
    let words = value.unicodeScalars.split(separator: " ").map { Substring($0) }
    guard let name = words.first else { throw error("the model has no name", at: line) }
    var assignments: [ModelReference.Assignment] = []
    for word in words.dropFirst() {
      guard let sign = word.unicodeScalars.firstIndex(of: "=") else {
        throw error("a parameter is 'key=value', not \(quoted(word))", at: line)
      }
      let key = try plain(word[..<sign], at: line)
      let value = try plain(Substring(word.unicodeScalars[sign...].dropFirst()), at: line)
      guard !assignments.contains(where: { $0.name == key }) else {
        throw error("parameter \(quoted(key)) is given twice", at: line)
      }
      assignments.append(ModelReference.Assignment(name: key, value: value))
    }
    return ModelReference(try plain(name, at: line), assignments)
  }

  private func property() throws(TraceError) -> (Expectation, String) {
    let usage = "property: \(Expectation.allCases.map(\.rawValue).joined(separator: "|")) NAME"
    let (line, value) = try field("property", usage)
    let word = value.unicodeScalars.prefix { $0 != " " }
    guard let expectation = Expectation(rawValue: String(word)) else {
      throw error("a property is written '\(usage)', not \(quoted(value))", at: line)
    }
    let name = Substring(value.unicodeScalars[word.endIndex...]).trimmed
    return (expectation, try plain(name, at: line))
  }

  private func scenario() throws(TraceError) -> String? {
    guard let (line, value) = fields["scenario"] else { return nil }
    return try plain(value, at: line)
  }

  private func expectsFixed() throws(TraceError) -> Bool {
    guard let (line, value) = fields["expect"] else { return false }
    guard value == "fixed" else {
      throw error("'expect' takes 'fixed' only, not \(quoted(value))", at: line)
    }
    return true
  }

  private func start() throws(TraceError) -> Int? {
    guard let (line, value) = fields["start"] else { return nil }
    guard let start = Int(value), start >= 0 else {
      throw error("'start' takes the index of an initial state, not \(quoted(value))", at: line)
    }
    return start
  }

  private func field(
    _ key: String, _ usage: String
  ) throws(TraceError) -> (line: Int, value: Substring) {
    guard let field = fields[key] else {
      throw error("the trace has no line '\(usage)'", at: min(2, max(1, lines.count)))
    }
    return field
  }

  private func plain(_ written: Substring, at line: Int? = nil) throws(TraceError) -> String {
    guard let text = TraceText.plain(written) else {
      throw error(
        "there is a malformed escape in \(quoted(written)); "
          + #"the escapes are '\\', '\n' and '\u{…}'"#, at: line)
    }
    return text
  }

  private func error(_ message: String, at line: Int? = nil) -> TraceError {
    TraceError(line: line ?? number, message: message)
  }
}

/// A text within quotes, shortened to what fits into a message.
private func quoted(_ text: some StringProtocol) -> String {
  let shown = TraceText.line(String(text.prefix(60)))
  return text.count > 60 ? "'\(shown)…'" : "'\(shown)'"
}

extension Substring {
  /// The text without the spaces, tabs and carriage returns at its ends.
  fileprivate var trimmed: Substring {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\r".unicodeScalars.contains(scalar) }
    let scalars = unicodeScalars.drop(while: isBlank)
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return Substring(scalars[...last])
  }
}
