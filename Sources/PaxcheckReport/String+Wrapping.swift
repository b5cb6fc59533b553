extension String {
  /// The text in lines of so many characters, broken at spaces; a longer word has a line of its own.
  public func wrapped(to width: Int) -> [String] {
    guard count > width else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// The number of characters of the longest word.
  var longestWordCount: Int { split(separator: " ").map(\.count).max() ?? 0 }
}
