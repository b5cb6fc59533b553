/// Why a text is no JSON.
public struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
  /// What is wrong, and what was expected.
  public let message: String
  /// Where: the number of bytes before it.
  public let offset: Int

  public var description: String { "\(message) at byte \(offset)" }
}

extension JSONValue {
  /// How deep arrays and objects may stand in each other.
  public static let maximumDepth = 64

  /// Reads one JSON text (RFC 8259) in UTF-8. Made for untrusted input: any
  /// bytes give a value or an error.
  ///
  /// A whole number that fits `Int` is `.integer`, every other finite number `.decimal`.
  ///
  /// - Throws: `JSONSyntaxError`, also for a key that an object has twice, for nesting beyond
  ///   `maximumDepth` and for a number beyond the range of `Double`.
  /// - Complexity: O(*n*) for *n* bytes.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONSyntaxError(message: "the text is not UTF-8", offset: 0)
    }
    var parser = JSONParser(bytes: bytes)
    self = try parser.wholeText()
  }

  /// Reads one JSON text.
  public init(parsing text: some StringProtocol) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Reads bytes that are valid UTF-8 from left to right.
private struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func failure(_ message: String) -> JSONSyntaxError {
    JSONSyntaxError(message: message, offset: position)
  }

  mutating func wholeText() throws(JSONSyntaxError) -> JSONValue {
    let value = try value()
    skipSpace()
    guard next == nil else { throw failure("the end is expected") }
    return value
  }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      return try nested { (parser) throws(JSONSyntaxError) in
        .object(try parser.members())
      }
    case UInt8(ascii: "["):
      return try nested { (parser) throws(JSONSyntaxError) in
        .array(try parser.elements())
      }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure("a value is expected")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONSyntaxError) -> JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard depth < JSONValue.maximumDepth else {
      throw failure("the value is nested deeper than \(JSONValue.maximumDepth) levels")
    }
    depth += 1
    position += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else {
      throw failure("a value is expected")
    }
    position += word.utf8.count
    return value
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipSpace()
    if skip("]") { return elements }
    repeat {
      elements.append(try value())
      skipSpace()
    } while skip(",")
    guard skip("]") else { throw failure("',' or ']' is expected") }
    return elements
  }

  private mutating func members() throws(JSONSyntaxError) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if skip("}") { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let key = try string()
      skipSpace()
      guard skip(":") else { throw failure("':' is expected") }
      guard members.updateValue(try value(), forKey: key) == nil else {
        throw failure("the object has the key '\(key)' twice")
      }
      skipSpace()
    } while skip(",")
    guard skip("}") else { throw failure("',' or '}' is expected") }
    return members
  }
}

// MARK: - Strings and numbers

extension JSONParser {
  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw failure("a control character stands in a string")
      default: text.append(byte)
      }
    }
    throw failure("the string does not end")
  }

  private mutating func escaped() throws(JSONSyntaxError) -> Unicode.Scalar {
    guard let byte = next else { throw failure("the string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint()
    default: throw failure("an unknown escape")
    }
  }

  private mutating func codePoint() throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Two code units of UTF-16 make one character.
    guard unit < 0xDC00, skip("\\"), skip("u") else { throw failure("half a surrogate pair") }
    let second = try codeUnit()
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure("half a surrogate pair") }
    return scalar
  }

  private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are expected") }
    position += 4
    return unit
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = skip("-")
    let whole = try digits()
    guard whole.count == 1 || whole.first != UInt8(ascii: "0") else {
      throw failure("a number begins with 0")
    }
    var isWhole = true
    if skip(".") {
      isWhole = false
      _ = try digits()
    }
    if skip("e") || skip("E") {
      isWhole = false
      if !skip("+") { _ = skip("-") }
      _ = try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let decimal = Double(text), decimal.isFinite else {
      throw failure("the number is too large")
    }
    return .decimal(decimal)
  }

  private mutating func digits() throws(JSONSyntaxError) -> ArraySlice<UInt8> {
    let digits = bytes[position...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard !digits.isEmpty else { throw failure("a digit is expected") }
    position += digits.count
    return digits
  }
}
