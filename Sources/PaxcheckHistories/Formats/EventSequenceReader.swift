/// Reads operation maps in EDN or JSON, at any layout, or `paxlin-ops/1`: a header, then lists.
///
/// The maps follow each other, or stand in lists and vectors, or behind tags, as records do.
struct EventSequenceReader: ~Copyable {
  private var parser: DatumParser
  /// The sequences around what is next: what closes each, and the line on which it began.
  private var sequences: [(close: UInt8, line: Int)] = []
  private var list: OperationListReader?
  /// What the header says, if there is one.
  private(set) var header = ObjectSettings()

  init(_ input: consuming HistoryInput, isJSON: Bool) {
    parser = DatumParser(input, isJSON: isJSON)
  }

  /// Reads everything.
  mutating func read(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    while let byte = try parser.peek() {
      switch byte {
      case UInt8(ascii: "{"): try readMap(into: &builder)
      case UInt8(ascii: "["), UInt8(ascii: "("):
        if list != nil {
          try list?.read(&parser, into: &builder)
        } else {
          try open(byte)
        }
      case UInt8(ascii: "]"), UInt8(ascii: ")"):
        guard sequences.popLast()?.close == byte else {
          throw parser.error("'\(Character(Unicode.Scalar(byte)))' closes nothing")
        }
        parser.input.position += 1
      case UInt8(ascii: "^"):
        parser.input.position += 1
        _ = try parser.following("metadata", depth: 0)
      case UInt8(ascii: "#"): try skipTag()
      default: throw try unexpected()
      }
    }
    if let open = sequences.last, parser.input.failure == nil {
      throw HistoryFileError(
        line: open.line,
        "'\(open.close == 0x5D ? "[" : "(")' has no '\(Character(Unicode.Scalar(open.close)))': the file "
          + "ends before, as if its writer was stopped; complete it, or take out the bracket")
    }
  }

  /// Why reading ended before the end of the file, if it did.
  var failure: (any Error)? { parser.input.failure }

  private mutating func open(_ byte: UInt8) throws(HistoryFileError) {
    guard sequences.count < DatumParser.depthLimit else { throw parser.tooDeep() }
    sequences.append((byte == 0x28 ? 0x29 : 0x5D, parser.input.line))
    parser.input.position += 1
  }

  /// Steps over a tag, behind which a map or a sequence has to be.
  private mutating func skipTag() throws(HistoryFileError) {
    if parser.input.second() == UInt8(ascii: "^") {
      parser.input.position += 1
      return
    }
    guard parser.input.second()?.isTagStart == true else { throw try unexpected() }
    parser.begin("tag")
    if parser.input.second() == UInt8(ascii: ":") {
      // The names of the fields are those without their namespace.
      parser.input.position += 2
      _ = parser.token()
    } else {
      _ = try parser.tag()
    }
    guard let byte = try parser.peek() else { throw parser.unfinished() }
    guard [0x7B, 0x5B, 0x28, 0x23, 0x5E].contains(byte) else { throw try unexpected() }
  }

  private mutating func readMap(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    let map = try EventMap(&parser)
    guard map.isHeader else { return try map.add(to: &builder) }
    guard builder.isEmpty else {
      throw HistoryFileError(line: map.line, "a header is the first map of a file")
    }
    header = try map.settings()
    if map.format != nil { list = try OperationListReader(header: map) }
  }

  /// The error about a value that is no operation.
  private mutating func unexpected() throws(HistoryFileError) -> HistoryFileError {
    parser.begin("value")
    let line = parser.input.line
    let text = try parser.next()?.description ?? "nothing"
    return HistoryFileError(
      line: line,
      "an operation map {…} is expected, here is \(text.count > 60 ? "\(text.prefix(60))…" : text)")
  }
}

extension UInt8 {
  /// Whether a tag, or the namespace of a map, begins with it behind `#`.
  fileprivate var isTagStart: Bool { isLetter || self == UInt8(ascii: ":") }
}
