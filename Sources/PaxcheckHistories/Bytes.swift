#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of a text that is not empty.
  func spell(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }

  /// Whether a byte is among them.
  func has(_ byte: UInt8) -> Bool {
    guard let baseAddress else { return false }
    return memchr(baseAddress, Int32(byte), count) != nil
  }

  /// The first place of a text that is not empty.
  func firstPlace(of text: StaticString) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard let baseAddress else { return nil }
    var start = 0
    while count - start >= length,
      let found = memchr(baseAddress + start, Int32(text.utf8Start[0]), count - start - length + 1)
    {
      start = UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
      if memcmp(baseAddress + start, text.utf8Start, length) == 0 {
        return start..<(start + length)
      }
      start += 1
    }
    return nil
  }
}

extension UInt8 {
  /// Whether it separates columns.
  var isBlank: Bool { self == 32 || self == 9 }

  /// Whether it is white space in EDN or JSON, but does not end a line.
  var isSpace: Bool { self == 32 || self == UInt8(ascii: ",") || self &- 9 < 5 && self != 10 }

  /// Whether it ends a text, or begins an escape or a line in it.
  var endsPlainText: Bool {
    self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") || self == 10
  }

  /// Whether it is the character of a decimal digit.
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// Whether it is the character of a hexadecimal digit.
  var isHexadecimal: Bool { isDigit || (self | 32) &- UInt8(ascii: "a") < 6 }

  /// Whether it is a letter, or a part of a character that is not of ASCII.
  var isLetter: Bool { (self | 32) &- UInt8(ascii: "a") < 26 || self >= 128 }

  var isClosing: Bool {
    switch self {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Whether a token ends before it: white space, a bracket, a quotation mark, a comment.
  var endsToken: Bool {
    if isAlphanumeric { return false }
    return switch self {
    case 9...13, 32, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private var isAlphanumeric: Bool { (self | 32) &- UInt8(ascii: "a") < 26 || isDigit }

  /// Whether a number, or `true`, `false` or `null`, may begin with it.
  var beginsLiteral: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): true
    default: isDigit
    }
  }
}
