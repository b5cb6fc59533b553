extension DatumParser {
  /// The bytes up to the end of a token. They are valid until more is read.
  mutating func token() -> UnsafeBufferPointer<UInt8> {
    input.mark = input.position
    repeat {
      let (bytes, end) = (input.bytes, input.end)
      var place = input.position
      while place < end, !bytes[place].endsToken { place += 1 }
      input.position = place
    } while input.position == input.end && input.fill()
    defer { input.mark = .max }
    return input.marked
  }

  /// The text that bytes are in UTF-8.
  func text(of bytes: UnsafeBufferPointer<UInt8>) throws(HistoryFileError) -> String {
    if bytes.allSatisfy({ $0 < 128 }) { return String(decoding: bytes, as: UTF8.self) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("a text is not in UTF-8, the encoding of histories")
    }
    return text
  }

  /// A symbol, a number or a literal such as `nil`.
  mutating func word() throws(HistoryFileError) -> Datum {
    let token = token()
    if token.spell("nil") || token.spell("null") { return .null }
    let text = try text(of: token)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "":
      let byte = input.bytes[input.position]
      throw error("'\(Character(Unicode.Scalar(byte)))' does not belong here")
    default:
      if let number = Datum(number: text) { return number }
      guard !text.beginsLikeNumber else {
        throw error("'\(text)' is neither a number nor a word; is it a text, \"\(text)\"?")
      }
      return .symbol(text)
    }
  }

  /// The rest of a text behind its first quotation mark.
  mutating func string() throws(HistoryFileError) -> String {
    input.mark = input.position
    defer { input.mark = .max }
    let isPlain = try skipPlainCharacters()
    let plain = try text(of: input.marked)
    if isPlain {
      input.position += 1
      return plain
    }
    var bytes = Array(plain.utf8)
    while true {
      input.position += 1
      bytes += try escapedCharacter()
      input.mark = input.position
      let isLast = try skipPlainCharacters()
      bytes += try text(of: input.marked).utf8
      guard isLast else { continue }
      input.position += 1
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Steps over the text that is next, if the buffer has all of it, and it has no escapes and no lines.
  ///
  /// - Returns: What `body` makes of its bytes.
  mutating func plainText<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    let (bytes, end, start) = (input.bytes, input.end, input.position + 1)
    var place = start
    while place < end, !bytes[place].endsPlainText { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: "\"") else { return nil }
    input.position = place + 1
    return body(UnsafeBufferPointer(start: bytes + start, count: place - start))
  }

  /// Steps over characters of a text that stand for themselves.
  ///
  /// - Returns: Whether the text ends behind them, and not an escape begins.
  private mutating func skipPlainCharacters() throws(HistoryFileError) -> Bool {
    while true {
      let (bytes, end) = (input.bytes, input.end)
      var place = input.position
      while place < end, !bytes[place].endsPlainText { place += 1 }
      input.position = place
      guard place < end else {
        guard input.fill() else { throw unfinished() }
        continue
      }
      guard bytes[place] == 10 else { return bytes[place] == UInt8(ascii: "\"") }
      if isJSON { throw error("a text has no end on its line") }
      input.noteNewline()
      input.position += 1
    }
  }

  /// The character behind a backslash in a text.
  private mutating func escapedCharacter() throws(HistoryFileError) -> [UInt8] {
    guard input.hasNext else { throw unfinished() }
    let escaped = input.bytes[input.position]
    if escaped &- UInt8(ascii: "0") < 8 { return try octalCharacter(atMost: 3) }
    input.position += 1
    switch escaped {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "u"): return try unicodeCharacter()
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [escaped]
    default:
      throw error("'\\\(Character(Unicode.Scalar(escaped)))' stands for no character")
    }
  }

  /// The character behind `\u`, which may be one of two halves.
  private mutating func unicodeCharacter() throws(HistoryFileError) -> [UInt8] {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]), input.hasNext,
      input.bytes[input.position] == UInt8(ascii: "\\"), input.second() == UInt8(ascii: "u")
    {
      input.position += 2
      units.append(try codeUnit())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw error("'\\u' has half a character")
    }
    return Array(text.utf8)
  }

  private mutating func codeUnit() throws(HistoryFileError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard input.hasNext, input.bytes[input.position].isHexadecimal else {
        throw error("'\\u' needs four hexadecimal digits")
      }
      let byte = input.bytes[input.position]
      unit = unit << 4 | UInt16(byte.isDigit ? byte & 15 : byte & 7 + 9)
      input.position += 1
    }
    return unit
  }

  private mutating func octalCharacter(atMost count: Int) throws(HistoryFileError) -> [UInt8] {
    var code: UInt32 = 0
    for _ in 0..<count {
      guard input.hasNext, case let digit = input.bytes[input.position] &- UInt8(ascii: "0"),
        digit < 8
      else { break }
      code = code << 3 | UInt32(digit)
      input.position += 1
    }
    guard code < 256, let scalar = Unicode.Scalar(code) else {
      throw error("an octal escape goes up to 377")
    }
    return Array(String(Character(scalar)).utf8)
  }

  /// A character that is a value: `\a`, `\newline`, `\u0041`, `\o101`.
  mutating func character() throws(HistoryFileError) -> Unicode.Scalar {
    input.position += 1
    guard input.hasNext else { throw unfinished() }
    input.mark = input.position
    repeat {
      input.position += 1
    } while input.hasNext
      && (input.bytes[input.position] & 0xC0 == 0x80 || !input.bytes[input.position].endsToken)
    defer { input.mark = .max }
    let text = try text(of: input.marked)
    let scalars = text.unicodeScalars
    if scalars.count == 1, scalars.first != "\n" { return scalars.first! }
    if let named = Datum.characterNames.first(where: { $0.name == text }) { return named.character }
    let digits = text.dropFirst()
    if text.first == "u", digits.utf8.count == 4, digits.utf8.allSatisfy(\.isHexadecimal),
      let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    {
      return scalar
    }
    if text.first == "o", digits.utf8.count <= 3, digits.utf8.allSatisfy(\.isDigit),
      let code = UInt32(digits, radix: 8), code < 256, let scalar = Unicode.Scalar(code)
    {
      return scalar
    }
    throw error("'\\\(text)' stands for no character")
  }
}

extension String {
  /// Whether only a number can begin like this.
  fileprivate var beginsLikeNumber: Bool {
    guard let first = utf8.first else { return false }
    if first.isDigit { return true }
    let isSign =
      first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
    return isSign && utf8.dropFirst().first?.isDigit == true
  }
}
