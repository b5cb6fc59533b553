/// The forms that a value may have.
struct ValueForms: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = Self(rawValue: 1)
  static let boolean = Self(rawValue: 2)
  /// Whole numbers.
  static let integer = Self(rawValue: 4)
  /// Texts, words and all that is nothing else.
  static let text = Self(rawValue: 8)
  /// Lists and sets.
  static let list = Self(rawValue: 16)
  static let map = Self(rawValue: 32)

  static let any: Self = [.null, .boolean, .integer, .text, .list, .map]
  /// Anything but `nil`.
  static let some = any.subtracting(.null)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The form of a value.
  init(of value: Datum) {
    self =
      switch value {
      case .null: .null
      case .boolean: .boolean
      case .integer: .integer
      case .list, .set: .list
      case .map: .map
      default: .text
      }
  }

  /// What is expected, in words.
  var expectation: String {
    switch subtracting(.null) {
    case []: "nothing"
    case .some: "a value"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .list: "a list"
    case .text: "a text"
    default: "something else"
    }
  }

  /// What some values are, in words.
  var plural: String {
    let words: [(Self, String)] = [
      (.boolean, "true and false"), (.integer, "numbers"), (.text, "texts"), (.list, "lists"),
      (.map, "maps"), (.null, "nil"),
    ]
    return words.filter { contains($0.0) }.map(\.1).joined(separator: " and ")
  }
}
