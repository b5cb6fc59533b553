extension HistoryFormat {
  /// The format of a file that begins like this, told from its first lines that are neither blank nor a
  /// comment; `nil` if there is none.
  init?(beginning: UnsafeBufferPointer<UInt8>) {
    var lines = beginning.split(whereSeparator: { $0 == 10 || $0 == 13 }).lazy
      .map { $0.drop { $0.isBlank } }
      .filter { !$0.isEmpty && $0.first != UInt8(ascii: ";") }
      .makeIterator()
    guard let first = lines.next() else { return nil }
    var line: Line? = first
    while let client = line {
      guard let rest = Self.restBehindClient(client) else { break }
      if rest.first == UInt8(ascii: "|") {
        self = .drawing
        return
      }
      // A client that does nothing is drawn as its name.
      guard rest.isEmpty else { break }
      line = lines.next()
    }
    self = Self.ofData(beginning[first.startIndex...]) ?? Self.ofRows(first)
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

  /// A table, or a log.
  private static func ofRows(_ line: Line) -> Self {
    let words = line.split(maxSplits: 2, whereSeparator: \.isBlank)
    guard words.count > 1, words[1].first == UInt8(ascii: ":"), let process = words[0].first,
      process.isDigit || process == UInt8(ascii: "-") || process == UInt8(ascii: ":")
    else { return .jepsenLog }
    return .jepsenTable
  }
}
