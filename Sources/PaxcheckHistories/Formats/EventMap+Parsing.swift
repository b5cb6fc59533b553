extension EventMap {
  /// Reads the map whose opening brace is next.
  init(_ parser: inout DatumParser) throws(HistoryFileError) {
    parser.begin("operation map")
    self.init(line: parser.input.line)
    parser.input.position += 1
    while let field = try parser.key() {
      let value = try parser.mapValue()
      switch field {
      case .known(let field): try set(field, to: value)
      case .foreign(let format): foreign = format
      case .other: break
      }
    }
  }
}

extension EventMap.Field {
  fileprivate init?(_ name: UnsafeBufferPointer<UInt8>) {
    switch name.count {
    case 1 where name.spell("f"): self = .function
    case 3 where name.spell("key"): self = .key
    case 4 where name.spell("type"): self = .type
    case 5 where name.spell("value"): self = .value
    case 5 where name.spell("model"): self = .model
    case 6 where name.spell("format"): self = .format
    case 6 where name.spell("object"): self = .object
    case 7 where name.spell("process"): self = .process
    case 7 where name.spell("initial"): self = .initial
    case 11 where name.spell("independent"): self = .independent
    case 11 where name.spell("first-index"): self = .firstIndex
    default: return nil
    }
  }
}

/// A key of an operation map.
private enum EventKey {
  case known(EventMap.Field)
  case foreign(ForeignFormat)
  case other

  init(_ name: UnsafeBufferPointer<UInt8>) {
    self =
      EventMap.Field(name).map { .known($0) } ?? ForeignFormat(key: name).map { .foreign($0) }
      ?? .other
  }
}

extension DatumParser {
  /// Steps over the next key of an operation map.
  ///
  /// - Returns: `nil` behind the closing brace.
  fileprivate mutating func key() throws(HistoryFileError) -> EventKey? {
    try skipSpace(depth: 1)
    guard input.hasNext else { throw unfinished() }
    switch input.bytes[input.position] {
    case UInt8(ascii: "}"):
      input.position += 1
      return nil
    case UInt8(ascii: ":"):
      input.position += 1
      return EventKey(token())
    case UInt8(ascii: "\""):
      if let key = plainText(EventKey.init) {
        try skipColon()
        return key
      }
      fallthrough
    default:
      let key = try value(depth: 1)
      guard var name = key.name else {
        throw error(
          "a key of an operation map is a keyword or a text, not \(key.description.prefix(20))…; is '}' "
            + "missing in the map that begins in line \(start.line)?")
      }
      if case .string = key { try skipColon() }
      return name.withUTF8(EventKey.init)
    }
  }
}
