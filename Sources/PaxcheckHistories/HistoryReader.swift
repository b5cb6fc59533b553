public import PaxcheckConsistency

/// Reads recorded histories from files.
public struct HistoryReader: Sendable {
  /// The format of the files; `nil` to tell it from how they begin.
  public var format: HistoryFormat?
  /// The object that the clients used; `nil` to tell it from the operations.
  public var object: ObjectKind?
  /// What the objects hold at first; `nil` for what the file says, or else what is usual.
  public var initial: HistoryValue?
  /// The index of the first entry of a log; `nil` for what the file says, or else what its operations tell.
  public var firstIndex: Int?
  /// Whether a failed operation took effect and was refused; `nil` for what the format means by it.
  public var failuresTookEffect: Bool?
  /// Asked now and then for a reason to stop.
  public var interruption: @Sendable () -> StopReason? = { nil }
  /// How many bytes are read at once, and looked at to tell the format.
  var chunk = 1 << 16

  public init() {}

  /// Reads a file.
  ///
  /// A history may be without operations, but a file without anything is refused.
  ///
  /// - Throws: `HistoryAccessError` if the file cannot be read, `HistoryFileError` if it is malformed,
  ///   `HistoryReadingStopped` if there was a reason to stop.
  public func read(path: String) throws -> RecordedHistory {
    try read(try HistoryInput(path: path, chunk: chunk, interruption: interruption))
  }

  /// Reads a text.
  ///
  /// - Throws: `HistoryFileError` if the text is malformed.
  public func read(text: String) throws -> RecordedHistory {
    var text = text
    return try text.withUTF8 { try read(HistoryInput($0)) }
  }

  private func read(_ file: consuming HistoryInput) throws -> RecordedHistory {
    var input = file
    let (mark, format) = try look(at: input.beginning(), or: input.failure)
    input.position += mark
    var builder = HistoryBuilder(
      failuresTookEffect: failuresTookEffect ?? format.failuresTookEffect,
      tellsValuesApart: format == .drawing)
    var header = ObjectSettings()
    let failure: (any Error)?
    do {
      switch format {
      case .edn, .json:
        var reader = EventSequenceReader(input, isJSON: format == .json)
        do throws(HistoryFileError) {
          try reader.read(into: &builder)
          failure = reader.failure
        } catch {
          throw reader.failure ?? error
        }
        header = reader.header
      case .jepsenLog, .jepsenTable:
        try readRows(&input, isLog: format == .jepsenLog, into: &builder)
        failure = input.failure
      case .drawing:
        try draw(&input, into: &builder)
        failure = input.failure
      }
    }
    if let failure { throw failure }
    return try (consume builder).finish(
      ObjectSettings(object: object, initial: initial?.datum, firstIndex: firstIndex),
      header: header)
  }

  /// The length of the mark of byte order, with which some editors begin a file, and the format.
  private func look(
    at beginning: UnsafeBufferPointer<UInt8>, or failure: (any Error)?
  ) throws -> (mark: Int, format: HistoryFormat) {
    if let failure { throw failure }
    if let explanation = ForeignFile.explanation(of: beginning) {
      throw HistoryFileError(line: 0, explanation)
    }
    let mark = beginning.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let detected = HistoryFormat(beginning: UnsafeBufferPointer(rebasing: beginning[mark...]))
    guard let format = format ?? detected else {
      throw HistoryFileError(
        line: 0,
        "the history is empty, so there is nothing to judge; one without operations is written '[]'"
      )
    }
    return (mark, format)
  }

  private func readRows(
    _ input: inout HistoryInput, isLog: Bool, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    var reader = JepsenRowReader(isLog: isLog)
    reader.errorsAreFailures = failuresTookEffect == nil
    while let line = input.nextLine() {
      try reader.read(line.bytes, line: line.number, into: &builder)
    }
    guard reader.count > 0 || input.failure != nil else {
      throw HistoryFileError(
        line: 0,
        "there is no operation in the history, so there is nothing to judge; it was read as "
          + "'\((isLog ? HistoryFormat.jepsenLog : .jepsenTable).rawValue)', and --input names another "
          + "format")
    }
  }

  private func draw(
    _ input: inout HistoryInput, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    var reader = DrawingReader()
    while let line = input.nextLine() { try reader.read(line.bytes, line: line.number) }
    try reader.finish(into: &builder)
  }
}
