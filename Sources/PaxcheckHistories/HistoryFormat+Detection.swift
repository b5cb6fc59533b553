extension HistoryFormat {
  /// The format of a file that begins like this, told from its first lines that are neither blank nor a
  /// comment; `nil` if there is none.
  init?(beginning: UnsafeBufferPointer<UInt8>) {
    var rest = beginning[...]
    guard let first = Self.takeLine(&rest) else { return nil }
    var line: Line? = first
    while let client = line {
      guard let interval = Self.restBehindClient(client) else { break }
      if interval.first == UInt8(ascii: "|") {
        self = .drawing
        return
      }
      // A client that does nothing is drawn as its name.
      guard interval.isEmpty else { break }
      line = Self.takeLine(&rest)
    }
    self = Self.ofData(beginning[first.startIndex...]) ?? Self.ofRows(first)
  }

  /// The next line that is neither blank nor a comment, without blanks in front of it; it is taken from
  /// the text, with all before it.
  private static func takeLine(_ text: inout Line) -> Line? {
    while !text.isEmpty {
      let line = text.prefix { $0 != 10 && $0 != 13 }
      text = text[line.endIndex...].dropFirst()
      let content = line.drop { $0.isBlank }
      if let first = content.first, first != UInt8(ascii: ";") { return content }
    }
    return nil
  }

  private typealias Line = Slice<UnsafeBufferPointer<UInt8>>

  /// What stands behind the first colon of a line and blanks.
  private static func restBehindClient(_ line: Line) -> Line? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return line[(colon + 1)...].drop { $0.isBlank }
  }

  /// EDN or JSON, if the text is one of them.
  private static func ofData(_ text: Line) -> Self? {
    guard let first = text.first, "{[(#^".utf8.contains(first) else { return nil }
    let inside = text.drop { $0 <= 32 || "[(,".utf8.contains($0) }
    guard let opening = inside.first else { return .edn }
    // Lines of a log may begin with a thread or a time in brackets.
    guard "{#^)];\"".utf8.contains(opening) else { return nil }
    let key = inside.dropFirst().drop { $0 <= 32 }
    guard opening == UInt8(ascii: "{"), key.first == UInt8(ascii: "\"") else { return .edn }
    return isJSON(behindQuote: key.dropFirst()) ? .json : .edn
  }

  /// Whether a key of JSON ends here, with its colon and a value.
  private static func isJSON(behindQuote text: Line) -> Bool {
    var isEscaped = false
    guard
      let end = text.firstIndex(where: { byte in
        defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
        return byte == UInt8(ascii: "\"") && !isEscaped
      })
    else { return true }
    let colon = text[(end + 1)...].drop { $0 <= 32 }
    guard colon.first == UInt8(ascii: ":") else { return colon.isEmpty }
    guard let value = colon.dropFirst().first else { return true }
    return value.endsToken || value.beginsLiteral
  }

  /// A table, a drawing with something out of place, or a log.
  private static func ofRows(_ line: Line) -> Self {
    let words = line.split(maxSplits: 2, whereSeparator: \.isBlank)
    if words.count > 1, words[1].first == UInt8(ascii: ":"), let process = words[0].first,
      process.isDigit || process == UInt8(ascii: "-") || process == UInt8(ascii: ":")
    {
      return .jepsenTable
    }
    let isLog = UnsafeBufferPointer(rebasing: line).firstPlace(of: "jepsen.") != nil
    let isDrawn = line.contains(UInt8(ascii: ":")) && line.contains(UInt8(ascii: "|"))
    return isDrawn && !isLog ? .drawing : .jepsenLog
  }
}
