#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads values of EDN and JSON. Commas are white space, as in EDN; so are colons behind JSON's keys.
struct DatumParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0
  private let line: Int
  /// How deep values may be nested before the line is refused.
  private static let depthLimit = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    self.bytes = bytes
    self.line = line
  }

  /// The next value, or `nil` at the end of the line.
  mutating func next() throws(HistoryFileError) -> Datum? {
    skipSpace()
    return position < bytes.count ? try value(depth: 0) : nil
  }

  /// The next value of a sequence, or `nil` where the sequence ends.
  mutating func element() throws(HistoryFileError) -> Datum? {
    skipSpace()
    return position < bytes.count && !Self.isClosing(bytes[position]) ? try value(depth: 1) : nil
  }

  /// The next key and value of a map, or `nil` behind its closing brace.
  mutating func entry(
    depth: Int = 0
  ) throws(HistoryFileError) -> (key: Datum, value: Datum)? {
    skipSpace()
    guard position < bytes.count else { throw error("'}' is missing at the end of the line") }
    if skip(UInt8(ascii: "}")) { return nil }
    let key = try value(depth: depth + 1)
    skipSpace()
    if case .string = key, skip(UInt8(ascii: ":")) { skipSpace() }
    guard position < bytes.count, bytes[position] != UInt8(ascii: "}") else {
      throw error("the key \(key) has no value")
    }
    return (key, try value(depth: depth + 1))
  }

  /// The bytes up to the next white space.
  mutating func token() -> UnsafeBufferPointer<UInt8> {
    skipSpace()
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]) { position += 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<position])
  }

  /// Steps over a byte if it is next.
  mutating func skip(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Whether there is nothing but space any more.
  var isAtEnd: Bool { bytes[position...].allSatisfy(Self.isSpace) }

  /// The only value of the line.
  mutating func only() throws(HistoryFileError) -> Datum {
    guard let value = try next() else { throw error("a value is missing") }
    guard isAtEnd else { throw error("there is something behind the value") }
    return value
  }

  private func error(_ message: String) -> HistoryFileError {
    HistoryFileError(line: line, "\(message) (column \(position + 1))")
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func value(depth: Int) throws(HistoryFileError) -> Datum {
    guard depth < Self.depthLimit else { throw error("values are nested too deeply") }
    switch bytes[position] {
    case UInt8(ascii: "{"):
      position += 1
      return try map(depth: depth)
    case UInt8(ascii: "["), UInt8(ascii: "("):
      let close = bytes[position] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
      position += 1
      return .list(try sequence(until: close, depth: depth))
    case UInt8(ascii: "#"):
      return try tagged(depth: depth)
    case UInt8(ascii: "\""):
      position += 1
      return .string(try string())
    default:
      return try word()
    }
  }

  private mutating func sequence(
    until close: UInt8, depth: Int
  ) throws(HistoryFileError) -> [Datum] {
    var elements: [Datum] = []
    while true {
      skipSpace()
      guard position < bytes.count else {
        throw error("'\(Character(Unicode.Scalar(close)))' is missing at the end of the line")
      }
      if bytes[position] == close {
        position += 1
        return elements
      }
      elements.append(try value(depth: depth + 1))
    }
  }

  private mutating func map(depth: Int) throws(HistoryFileError) -> Datum {
    var entries: [Datum: Datum] = [:]
    while let (key, value) = try entry(depth: depth) { entries[key] = value }
    return .map(entries)
  }

  /// A set `#{…}`, or a value behind a tag, which does not matter here.
  private mutating func tagged(depth: Int) throws(HistoryFileError) -> Datum {
    position += 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "{") {
      position += 1
      return .set(try sequence(until: UInt8(ascii: "}"), depth: depth))
    }
    _ = try word()
    skipSpace()
    guard position < bytes.count else { throw error("a value is missing behind the tag") }
    return try value(depth: depth + 1)
  }

  private mutating func string() throws(HistoryFileError) -> String {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\\") {
      if bytes[position] == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
      }
      position += 1
    }
    return try stringWithEscapes(Array(bytes[start..<position]))
  }

  /// The rest of a string, of which some was read.
  private mutating func stringWithEscapes(
    _ beginning: [UInt8]
  ) throws(HistoryFileError) -> String {
    var text = beginning
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), position < bytes.count else {
        text.append(byte)
        continue
      }
      let escaped = bytes[position]
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "u"): text += try escapedCharacter()
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped)
      default:
        throw error("'\\\(Character(Unicode.Scalar(escaped)))' stands for no character")
      }
    }
    throw error("a string has no end")
  }

  /// The character behind `\u`, which may be one of two halves.
  private mutating func escapedCharacter() throws(HistoryFileError) -> [UInt8] {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]) {
      if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        units.append(try codeUnit())
      }
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw error("'\\u' has half a character")
    }
    return Array(text.utf8)
  }

  private mutating func codeUnit() throws(HistoryFileError) -> UInt16 {
    guard position + 4 <= bytes.count, bytes[position] != UInt8(ascii: "+"),
      let unit = UInt16(
        String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw error("'\\u' needs four hexadecimal digits") }
    position += 4
    return unit
  }

  private mutating func word() throws(HistoryFileError) -> Datum {
    let start = position
    if let number = integer() { return .integer(number) }
    while position < bytes.count, !Self.isEnd(bytes[position]) { position += 1 }
    guard position < bytes.count || position > start else {
      throw error("a value is missing at the end of the line")
    }
    guard position > start else {
      throw error("'\(Character(Unicode.Scalar(bytes[position])))' does not belong here")
    }
    if bytes[start] == UInt8(ascii: ":") {
      return .word(String(decoding: bytes[(start + 1)..<position], as: UTF8.self))
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "nil", "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      if let number = Int(text) { return .integer(number) }
      return .word(text)
    }
  }

  /// A whole number of at most 18 digits, if one is next.
  private mutating func integer() -> Int? {
    guard position < bytes.count else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    let start = position + (isNegative ? 1 : 0)
    var (value, end) = (0, start)
    while end < bytes.count, case let digit = bytes[end] &- UInt8(ascii: "0"), digit < 10 {
      guard end - start < 18 else { return nil }
      value = value * 10 + Int(digit)
      end += 1
    }
    guard end > start, end == bytes.count || Self.isEnd(bytes[end]) else { return nil }
    position = end
    return isNegative ? -value : value
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "\r"): true
    default: false
    }
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Whether a word ends before a byte.
  private static func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""): true
    default: isSpace(byte) || isClosing(byte)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of a text that is not empty.
  func spell(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }
}
