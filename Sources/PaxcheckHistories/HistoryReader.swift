public import PaxcheckConsistency

/// Reads recorded histories from files.
public struct HistoryReader: Sendable {
  /// The format of the files; `nil` to tell it from the first line.
  public var format: HistoryFormat?
  /// The object that the clients used; `nil` to tell it from the operations.
  public var object: ObjectKind?
  /// Whether a failed operation took effect and was refused; `nil` for what the format means by it.
  public var failuresTookEffect: Bool?
  /// Asked now and then for a reason to stop.
  public var interruption: @Sendable () -> StopReason? = { nil }

  public init() {}

  /// Reads a file.
  ///
  /// - Throws: `HistoryAccessError` if the file cannot be read, `HistoryFileError` if it is malformed,
  ///   `HistoryReadingStopped` if there was a reason to stop.
  public func read(path: String) throws -> RecordedHistory {
    var reader = try LineReader(path: path, interruption: interruption)
    var state: FormatState?
    while true {
      let more: Void? = try reader.withNextLine(path: path) { bytes, line in
        try read(bytes, line: line, &state)
      }
      if more == nil { break }
    }
    return try finish(state)
  }

  /// Reads a text.
  ///
  /// - Throws: `HistoryFileError` if the text is malformed.
  public func read(text: String) throws -> RecordedHistory {
    var state: FormatState?
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let bytes = Array(line.last == 13 ? line.dropLast() : line)
      try bytes.withUnsafeBufferPointer { try read($0, line: index + 1, &state) }
    }
    return try finish(state)
  }

  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, _ state: inout FormatState?
  ) throws {
    let bytes = line == 1 ? bytes.withoutByteOrderMark : bytes
    guard bytes.contains(where: { $0 != 32 && $0 != 9 }) else { return }
    if state == nil {
      let known = format ?? HistoryFormat(firstLine: String(decoding: bytes, as: UTF8.self))
      state = FormatState(known, failuresTookEffect: failuresTookEffect)
    }
    try state?.read(bytes, line: line)
  }

  private func finish(_ state: FormatState?) throws -> RecordedHistory {
    guard let state else {
      throw HistoryFileError(line: 0, "the history is empty, so there is nothing to judge")
    }
    return try state.finish(object)
  }
}

/// What has been read of a file.
private struct FormatState {
  let format: HistoryFormat
  var builder: HistoryBuilder
  var drawing = DrawingReader()
  var maps = EventMapReader()
  var list: OperationListReader?

  init(_ format: HistoryFormat, failuresTookEffect: Bool?) {
    self.format = format
    let meansRefused = format == .jepsenLog || format == .drawing
    builder = HistoryBuilder(failuresTookEffect: failuresTookEffect ?? meansRefused)
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) throws {
    if list != nil {
      try list?.read(bytes, line: line, into: &builder)
      return
    }
    switch format {
    case .jepsenLog: try JepsenLogReader().read(bytes, line: line, into: &builder)
    case .drawing: try drawing.read(bytes, line: line)
    case .edn, .json:
      var parser = DatumParser(bytes, line: line)
      repeat { try readMap(&parser, line: line) } while !parser.isAtEnd
    }
  }

  private mutating func readMap(_ parser: inout DatumParser, line: Int) throws {
    guard let map = try EventMap(&parser, line: line) else {
      guard let datum = try parser.next() else { return }
      throw HistoryFileError(line: line, "an operation map {…} is expected, here is \(datum)")
    }
    guard map.format != nil else { return try maps.read(map, into: &builder) }
    list = try OperationListReader(header: map)
    guard parser.isAtEnd else {
      throw HistoryFileError(line: line, "there is something behind the header")
    }
  }

  consuming func finish(_ object: ObjectKind?) throws -> RecordedHistory {
    if format == .drawing { try drawing.finish(into: &builder) }
    try maps.finish(into: &builder)
    let history = try builder.finish(object ?? list?.object)
    guard !history.operations.isEmpty else {
      throw HistoryFileError(
        line: 0,
        "there is no operation in the history, so there is nothing to judge; it was read as "
          + "'\(format.rawValue)', and --input names another format")
    }
    return history
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without the mark with which some editors begin a file in UTF-8.
  fileprivate var withoutByteOrderMark: Self {
    starts(with: [0xEF, 0xBB, 0xBF]) ? Self(rebasing: self[3...]) : self
  }
}
