/// A value of a data format: of EDN, or of JSON, whose values are among those of EDN.
enum Datum: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  /// A keyword without its colon, a symbol, or a number that is not whole.
  case word(String)
  case list([Datum])
  case map([Datum: Datum])
  case set([Datum])

  /// The text of a word or string.
  var name: String? {
    switch self {
    case .word(let name), .string(let name): name
    default: nil
    }
  }

  var isBoolean: Bool {
    if case .boolean = self { return true }
    return false
  }

  var integerValue: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  var elements: [Datum]? {
    switch self {
    case .list(let elements), .set(let elements): elements
    default: nil
    }
  }
}

extension Datum: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "nil"
    case .boolean(let value): String(value)
    case .integer(let value): String(value)
    case .string(let text): "\"\(text.printable)\""
    case .word(let name): name.printable
    case .list(let elements): "[\(elements.map(\.description).joined(separator: " "))]"
    case .set(let elements): "{\(elements.map(\.description).sorted().joined(separator: " "))}"
    case .map(let entries):
      "{\(entries.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))}"
    }
  }
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
