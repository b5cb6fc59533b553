extension String {
  /// The number of characters from which on a message does not quote a word in full.
  private static let longWord = 200

  /// The text with the middle of what is too long for a message left out: of words, and of what stands
  /// between quotation marks.
  var withoutLongWords: String {
    guard utf8.count > Self.longWord else { return self }
    let text = withoutLongParts
    // What is wrong may have stood there without quotation marks.
    return text.count > 4000 ? "\(text.prefix(600)) … \(text.suffix(300))" : text
  }

  private var withoutLongParts: String {
    let words = split(separator: " ", omittingEmptySubsequences: false).map(Self.shortened)
    return words.joined(separator: " ")
      .split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .map { index, part in index.isMultiple(of: 2) ? String(part) : Self.shortened(part) }
      .joined(separator: "'")
  }

  private static func shortened(_ text: Substring) -> String {
    let count = text.count
    guard count > longWord else { return String(text) }
    return "\(text.prefix(100))… (\(count) characters) …\(text.suffix(20))"
  }
}
