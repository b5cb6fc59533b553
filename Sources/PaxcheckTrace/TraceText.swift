/// How a text becomes a part of a line, and back.
enum TraceText {
  /// A text as the rest of a line.
  static func line(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var line = ""
    for (index, scalar) in scalars.enumerated() {
      let isAtAnEnd = index == 0 || index == scalars.count - 1
      line += isAtAnEnd && scalar == " " ? escape(scalar) : visible(scalar)
    }
    return line
  }

  /// A text as one of several words: without spaces and equals signs.
  static func word(_ text: String) -> String {
    var word = ""
    for scalar in text.unicodeScalars {
      word += scalar == " " || scalar == "=" ? escape(scalar) : visible(scalar)
    }
    return word
  }

  /// The text that `line(_:)` or `word(_:)` wrote, or `nil` if there is a malformed escape.
  static func plain(_ written: some StringProtocol) -> String? {
    var scalars = written.unicodeScalars.makeIterator()
    var text = String.UnicodeScalarView()
    while let scalar = scalars.next() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch scalars.next() {
      case "\\": text.append("\\")
      case "n": text.append("\n")
      case "u":
        guard let scalar = codePoint(&scalars) else { return nil }
        text.append(scalar)
      default: return nil
      }
    }
    return String(text)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\\" { return "\\\\" }
    if scalar == "\n" { return "\\n" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return escape(scalar)
    case .spaceSeparator: return scalar == " " ? " " : escape(scalar)
    default: return String(scalar)
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// Reads `{20}`.
  private static func codePoint(
    _ scalars: inout some IteratorProtocol<Unicode.Scalar>
  ) -> Unicode.Scalar? {
    guard scalars.next() == "{" else { return nil }
    var digits = ""
    while let scalar = scalars.next(), digits.count <= 6 {
      if scalar == "}" { return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) }
      guard scalar.properties.isASCIIHexDigit else { return nil }
      digits.unicodeScalars.append(scalar)
    }
    return nil
  }
}
