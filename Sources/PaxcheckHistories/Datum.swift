/// A value of a data format: of EDN, or of JSON, whose values are among those of EDN.
///
/// Values of different types differ, however alike they look: `1`, `1.0`, `"1"`, `:1` and `\1` are five.
/// Texts are equal only byte by byte. Lists and vectors with equal elements are equal; neither the order
/// of a set nor that of a map matters.
enum Datum: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Any other number, as its only text: equal numbers of one type have equal texts.
  case number(String)
  case character(Unicode.Scalar)
  case string(String)
  /// A keyword without its first colon.
  case keyword(String)
  case symbol(String)
  case list([Datum])
  /// The elements of a set, in order and each once.
  case set([Datum])
  /// The entries of a map, in the order of their keys, which all differ.
  case map([Entry])
  /// A value behind a tag.
  indirect case tagged(String, Datum)

  /// An entry of a map.
  struct Entry: Hashable, Sendable {
    let key: Datum
    let value: Datum
  }

  /// The text of a word or string.
  var name: String? {
    switch self {
    case .keyword(let name), .symbol(let name), .string(let name): name
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
