extension Datum: CustomStringConvertible {
  /// The value as EDN writes it, with control characters as escapes.
  var description: String {
    switch self {
    case .null: "nil"
    case .boolean(let value): String(value)
    case .integer(let value): String(value)
    case .number(let text): text
    case .character(let character):
      "\\\(Self.characterNames.first { $0.character == character }?.name ?? String(character).printable)"
    case .string(let text): Self.quoted(text)
    case .keyword(let name): ":\(name.printable)"
    case .symbol(let name): name.printable
    case .list(let elements): "[\(elements.map(\.description).joined(separator: " "))]"
    case .set(let elements): "#{\(elements.map(\.description).joined(separator: " "))}"
    case .map(let entries):
      "{\(entries.map { "\($0.key) \($0.value)" }.joined(separator: ", "))}"
    case .tagged("<", .string(let text)): "#<\(text.printable)>"
    case .tagged(let tag, let value): "#\(tag.printable) \(value)"
    }
  }

  /// A text as EDN and JSON write it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\0"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The characters that EDN writes with a name.
  static let characterNames: [(name: String, character: Unicode.Scalar)] = [
    ("newline", "\n"), ("space", " "), ("tab", "\t"), ("return", "\r"), ("backspace", "\u{8}"),
    ("formfeed", "\u{C}"),
  ]
}

extension String {
  /// The text with control characters as escapes.
  var printable: String {
    unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
      ? unicodeScalars.map {
        $0.value < 32 || $0.value == 127 ? "\\u{\(String($0.value, radix: 16))}" : String($0)
      }.joined() : self
  }
}
