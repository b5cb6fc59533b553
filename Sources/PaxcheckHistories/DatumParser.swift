/// Reads values of EDN and JSON, over line and buffer ends.
///
/// Commas are white space, as in EDN; so are colons behind JSON's keys. Comments, discarded values and
/// metadata are passed over.
struct DatumParser: ~Copyable {
  var input: HistoryInput
  /// Whether the text is JSON, not EDN.
  let isJSON: Bool
  /// The line on which began what is being read, and what that is.
  private(set) var start = (line: 1, name: "value")

  /// How deep values may be nested.
  static let depthLimit = 128

  init(_ input: consuming HistoryInput, isJSON: Bool = false) {
    self.input = input
    self.isJSON = isJSON
    start.line = self.input.line
  }

  /// The first byte of what follows, if anything does but space.
  mutating func peek() throws(HistoryFileError) -> UInt8? {
    try skipSpace(depth: 0)
    return input.hasNext ? input.bytes[input.position] : nil
  }

  /// Steps over a byte if it is next.
  mutating func skip(_ byte: UInt8) throws(HistoryFileError) -> Bool {
    guard try peek() == byte else { return false }
    input.position += 1
    return true
  }

  /// Notes that something begins here which is named if the input ends within it.
  mutating func begin(_ name: String) { start = (input.line, name) }

  /// The next value, or `nil` at the end.
  mutating func next() throws(HistoryFileError) -> Datum? {
    try peek() == nil ? nil : try value(depth: 0)
  }

  /// Whether anything but blanks follows in what is there.
  var hasMore: Bool {
    (input.position..<input.end).contains { !input.bytes[$0].isBlank }
  }

  /// The next value of a sequence, or `nil` where the sequence ends.
  mutating func element() throws(HistoryFileError) -> Datum? {
    guard let byte = try peek(), !byte.isClosing else { return nil }
    return try value(depth: 1)
  }

  /// The next value of a map that is there.
  mutating func mapValue() throws(HistoryFileError) -> Datum {
    try skipSpace(depth: 1)
    guard input.hasNext else { throw unfinished() }
    guard !input.bytes[input.position].isClosing else { throw error("the last key has no value") }
    return try value(depth: 1)
  }

  func error(_ message: String) -> HistoryFileError {
    HistoryFileError(line: input.line, "\(message) (column \(input.column))")
  }

  /// The error of an input that ends within something.
  func unfinished() -> HistoryFileError {
    let whole = input.isExcerpt ? "line" : "file"
    return HistoryFileError(
      line: start.line,
      "the \(start.name) that begins here has no end: the \(whole) ends in it"
        + (input.isExcerpt ? "" : ", as if its writer was stopped; complete it, or take it out"))
  }

  // MARK: - Space

  /// Steps over white space, comments and discarded values.
  mutating func skipSpace(depth: Int) throws(HistoryFileError) {
    repeat {
      let (bytes, end) = (input.bytes, input.end)
      var place = input.position
      while place < end, bytes[place].isSpace { place += 1 }
      input.position = place
      guard place < end else { continue }
      switch bytes[place] {
      case 10:
        input.noteNewline()
        input.position += 1
      case UInt8(ascii: ";"): skipComment()
      case UInt8(ascii: "#"):
        guard input.second() == UInt8(ascii: "_") else { return }
        input.position += 2
        try discard(depth: depth)
      default: return
      }
    } while input.hasNext
  }

  private mutating func skipComment() {
    while input.hasNext, input.bytes[input.position] != 10 { input.position += 1 }
  }

  private mutating func discard(depth: Int) throws(HistoryFileError) {
    if depth == 0 { begin("discarded value") }
    _ = try following("a discarded value", depth: depth)
  }

  /// The value that has to follow.
  mutating func following(_ name: String, depth: Int) throws(HistoryFileError) -> Datum {
    guard depth < Self.depthLimit else { throw tooDeep() }
    try skipSpace(depth: depth + 1)
    guard input.hasNext else { throw unfinished() }
    guard !input.bytes[input.position].isClosing else { throw error("\(name) is missing") }
    return try value(depth: depth + 1)
  }

  func tooDeep() -> HistoryFileError {
    error("values are nested too deeply, more than \(Self.depthLimit) levels")
  }

  // MARK: - Values

  /// The value that begins with the next byte.
  mutating func value(depth: Int) throws(HistoryFileError) -> Datum {
    if let number = smallInteger() { return .integer(number) }
    guard depth < Self.depthLimit else { throw tooDeep() }
    let byte = input.bytes[input.position]
    switch byte {
    case UInt8(ascii: "{"):
      input.position += 1
      return .map(try map(namespace: nil, depth: depth))
    case UInt8(ascii: "["), UInt8(ascii: "("):
      input.position += 1
      return .list(try sequence(until: byte == 0x28 ? 0x29 : 0x5D, depth: depth))
    case UInt8(ascii: "\""):
      input.position += 1
      return .string(try string())
    case UInt8(ascii: ":"):
      input.position += 1
      let name = try text(of: token())
      guard !name.isEmpty else { throw error("a keyword has no name") }
      return .keyword(name)
    case UInt8(ascii: "#"):
      return try dispatch(depth: depth)
    case UInt8(ascii: "^"):
      input.position += 1
      _ = try following("metadata", depth: depth)
      return try following("the value behind metadata", depth: depth)
    case UInt8(ascii: "\\"):
      return .character(try character())
    default:
      return try word()
    }
  }

  /// A whole number of at most 18 digits, if one is next and the buffer has what ends it.
  private mutating func smallInteger() -> Int? {
    let (bytes, end, start) = (input.bytes, input.end, input.position)
    let isNegative = bytes[start] == UInt8(ascii: "-")
    let first = start + (isNegative ? 1 : 0)
    var (value, place) = (0, first)
    while place < end, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      guard place - first < 18 else { return nil }
      value = value * 10 + Int(digit)
      place += 1
    }
    guard place > first, place < end ? bytes[place].endsToken : input.isAtEnd,
      bytes[first] != UInt8(ascii: "0") || place == first + 1
    else { return nil }
    input.position = place
    return isNegative ? -value : value
  }

  private mutating func sequence(
    until close: UInt8, depth: Int
  ) throws(HistoryFileError) -> [Datum] {
    var elements: [Datum] = []
    while true {
      try skipSpace(depth: depth + 1)
      guard input.hasNext else { throw unfinished() }
      if input.bytes[input.position] == close {
        input.position += 1
        return elements
      }
      elements.append(try value(depth: depth + 1))
    }
  }

  private mutating func set(depth: Int) throws(HistoryFileError) -> [Datum] {
    var elements = try sequence(until: UInt8(ascii: "}"), depth: depth)
    if !zip(elements, elements.dropFirst()).allSatisfy({ $0 < $1 }) { elements.sort() }
    if let double = zip(elements, elements.dropFirst()).first(where: { $0 == $1 }) {
      throw error("the set has \(double.0) twice")
    }
    return elements
  }

  /// The entries of a map up to its closing brace.
  private mutating func map(
    namespace: String?, depth: Int
  ) throws(HistoryFileError) -> [Datum.Entry] {
    var entries: [Datum.Entry] = []
    while true {
      try skipSpace(depth: depth + 1)
      guard input.hasNext else { throw unfinished() }
      if input.bytes[input.position] == UInt8(ascii: "}") { break }
      let key = try value(depth: depth + 1)
      if case .string = key { try skipColon() }
      try skipSpace(depth: depth + 1)
      guard input.hasNext else { throw unfinished() }
      guard input.bytes[input.position] != UInt8(ascii: "}") else {
        throw error("the key \(key) has no value")
      }
      let qualified = namespace.map { key.qualified($0) } ?? key
      entries.append(.init(key: qualified, value: try value(depth: depth + 1)))
    }
    input.position += 1
    entries.sort { $0.key < $1.key }
    if let double = zip(entries, entries.dropFirst()).first(where: { $0.key == $1.key }) {
      throw error("the map has the key \(double.0.key) twice")
    }
    return entries
  }

  /// Steps over the colon behind a key of JSON. In EDN it may begin a keyword, which is the value.
  mutating func skipColon() throws(HistoryFileError) {
    let isAdjacent = input.hasNext && input.bytes[input.position] == UInt8(ascii: ":")
    try skipSpace(depth: 1)
    guard input.hasNext, input.bytes[input.position] == UInt8(ascii: ":") else {
      if isJSON, input.hasNext { throw error("':' is missing behind a key") }
      return
    }
    let second = input.second()
    if isJSON || second?.endsToken != false || isAdjacent && second?.beginsLiteral == true {
      input.position += 1
    }
  }

  // MARK: - Dispatch

  /// A value that begins with `#`.
  private mutating func dispatch(depth: Int) throws(HistoryFileError) -> Datum {
    switch input.second() {
    case nil: throw unfinished()
    case UInt8(ascii: "{"):
      input.position += 2
      return .set(try set(depth: depth))
    case UInt8(ascii: "#"):
      input.position += 2
      let name = try text(of: token())
      guard ["NaN", "Inf", "-Inf"].contains(name) else { throw error("'##\(name)' is no number") }
      return .number("##" + name)
    case UInt8(ascii: "^"):
      input.position += 1
      return try value(depth: depth + 1)
    case UInt8(ascii: ":"):
      input.position += 2
      let namespace = try text(of: token())
      guard input.hasNext, input.bytes[input.position] == UInt8(ascii: "{") else {
        throw error("a map is missing behind '#:\(namespace)'")
      }
      input.position += 1
      return .map(try map(namespace: namespace, depth: depth))
    case UInt8(ascii: "<"):
      return .tagged("<", .string(try unreadable()))
    default:
      let tag = try self.tag()
      return .tagged(tag, try following("the value behind the tag '#\(tag)'", depth: depth))
    }
  }

  /// The name of the tag that is next.
  mutating func tag() throws(HistoryFileError) -> String {
    input.position += 1
    let name = try text(of: token())
    guard name.utf8.first?.isLetter == true else { throw error("'#\(name)' is no tag") }
    return name
  }

  /// The inside of `#<…>`, as Clojure prints what it cannot read again.
  private mutating func unreadable() throws(HistoryFileError) -> String {
    input.mark = input.position + 2
    input.position += 1
    var depth = 0
    repeat {
      guard input.hasNext else { throw unfinished() }
      switch input.bytes[input.position] {
      case UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth -= 1
      case 10: input.noteNewline()
      default: break
      }
      input.position += 1
    } while depth > 0
    defer { input.mark = .max }
    return try text(of: UnsafeBufferPointer(rebasing: input.marked.dropLast()))
  }
}

extension Datum {
  /// The key in a map with a namespace, which is that of keys without one. `_` stands for none.
  fileprivate func qualified(_ namespace: String) -> Datum {
    switch self {
    case .keyword(let name): .keyword(Self.qualified(name, namespace))
    case .symbol(let name): .symbol(Self.qualified(name, namespace))
    default: self
    }
  }

  private static func qualified(_ name: String, _ namespace: String) -> String {
    if name.hasPrefix("_/") { return String(name.dropFirst(2)) }
    return name.contains("/") ? name : "\(namespace)/\(name)"
  }
}
