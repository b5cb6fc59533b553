extension Datum {
  /// The number that is written like this in EDN or JSON; `nil` if none is.
  ///
  /// No digit is lost. Whole numbers are equal however they are written, but differ from decimals; those
  /// with a floating point differ from exact ones, whose text ends with `M`. `2/4` is `1/2`.
  init?(number text: String) {
    var digits = text.utf8[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard let first = digits.first, first.isDigit else { return nil }
    let sign = isNegative ? "-" : ""
    if first == UInt8(ascii: "0"), let mark = digits.dropFirst().first,
      mark | 32 == UInt8(ascii: "x")
    {
      let hexadecimal = digits.dropFirst(2)
      guard hexadecimal.first?.isHexadecimal == true,
        let value = Int(sign + String(hexadecimal)!, radix: 16)
      else { return nil }
      self = .integer(value)
      return
    }
    let whole = digits.prefix { $0.isDigit }
    guard whole.count == 1 || first != UInt8(ascii: "0") else { return nil }
    let rest = digits[whole.endIndex...]
    let number = String(whole)!
    switch rest.first {
    case nil: self = Self.whole(sign, number)
    case UInt8(ascii: "N") where rest.count == 1: self = Self.whole(sign, number)
    case UInt8(ascii: "/"):
      guard let ratio = Self.ratio(sign, number, String(rest.dropFirst())!) else { return nil }
      self = ratio
    default:
      guard let decimal = Self.decimal(sign, number, rest) else { return nil }
      self = decimal
    }
  }

  private static func whole(_ sign: String, _ digits: String) -> Datum {
    Int(sign + digits).map { .integer($0) } ?? .number(sign + digits)
  }

  private static func ratio(_ sign: String, _ one: String, _ other: String) -> Datum? {
    guard let first = other.utf8.first, other.utf8.allSatisfy(\.isDigit),
      first != UInt8(ascii: "0")
    else { return nil }
    guard let numerator = UInt(one), let denominator = UInt(other) else {
      return .number("\(sign)\(one)/\(other)")
    }
    var (divisor, rest) = (denominator, numerator % denominator)
    while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
    let (reduced, by) = (String(numerator / divisor), denominator / divisor)
    return by == 1 ? whole(sign, reduced) : .number("\(sign)\(reduced)/\(by)")
  }

  /// A number with a point, an exponent or an `M`.
  private static func decimal(
    _ sign: String, _ whole: String, _ tail: Substring.UTF8View
  ) -> Datum? {
    var rest = tail
    var fraction = ""
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0.isDigit }
      fraction = String(digits)!
      rest = rest[digits.endIndex...]
    }
    var exponent = 0
    if let mark = rest.first, mark | 32 == UInt8(ascii: "e") {
      let isExact = rest.last == UInt8(ascii: "M")
      let text = String(rest.dropFirst().dropLast(isExact ? 1 : 0))!
      guard let value = Int(text), abs(value) <= exponentLimit else { return nil }
      exponent = value
      rest = isExact ? rest.suffix(1) : rest[rest.endIndex...]
    }
    let isExact = rest.first == UInt8(ascii: "M")
    guard rest.isEmpty || isExact && rest.count == 1 else { return nil }
    let text = plain(whole + fraction, point: whole.utf8.count + exponent)
    return .number((text == "0.0" ? "" : sign) + text + (isExact ? "M" : ""))
  }

  private static let exponentLimit = 1_000_000_000

  /// The only text of a number.
  ///
  /// - Parameter point: The place of the point among the digits, or before or behind them.
  private static func plain(_ digits: String, point: Int) -> String {
    let zero = UInt8(ascii: "0")
    let tail = digits.utf8.drop { $0 == zero }
    let point = point - (digits.utf8.count - tail.count)
    var kept = tail
    while kept.last == zero { kept.removeLast() }
    let text = String(kept)!
    guard let first = text.first else { return "0.0" }
    if point > 21 || point < -5 {
      return "\(first).\(text.count > 1 ? String(text.dropFirst()) : "0")e\(point - 1)"
    }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + text }
    if point >= text.count {
      return text + String(repeating: "0", count: point - text.count) + ".0"
    }
    return "\(text.prefix(point)).\(text.dropFirst(point))"
  }
}
