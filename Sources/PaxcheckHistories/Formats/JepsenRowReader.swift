/// Reads rows of Jepsen's logs and tables: a process, a type, an operation, a value, and perhaps an error.
///
/// ```text
/// 4    :invoke    :cas    [2 4]
/// ```
///
/// Before a row, a log has what its layout puts there, and last the name of the logger, `jepsen.util`.
/// Whatever is no row is passed over: other messages, what loggers of other names say, further lines of
/// an error. A comparison that failed in a log was refused, unless an error says why it did not happen.
struct JepsenRowReader {
  /// Whether the rows are those of a log, and not of a table.
  let isLog: Bool
  /// Whether an operation that failed with an error did not happen, where others were refused.
  var errorsAreFailures = false
  /// How many rows there were, those of the nemesis included.
  private(set) var count = 0

  init(isLog: Bool) { self.isLog = isLog }

  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    guard var place = isLog ? Self.startOfMessage(in: bytes) : 0 else { return }
    func rest() -> DatumParser {
      DatumParser(HistoryInput(UnsafeBufferPointer(rebasing: bytes[place...]), line: line))
    }
    if isLog, place < bytes.count, bytes[place] == UInt8(ascii: "{") {
      var parser = rest()
      count += 1
      return try EventMap(&parser).add(to: &builder)
    }
    let process = Self.token(in: bytes, &place)
    let type = Self.token(in: bytes, &place)
    guard type.first == UInt8(ascii: ":") else { return }
    if process.spell(":nemesis") {
      count += 1
      builder.passedOver += 1
      return
    }
    let typeName = Self.text(type[1...])
    let phase = HistoryBuilder.Event.Phase(name: typeName)
    guard let client = Int(Self.text(process[...])) else {
      guard phase != nil else { return }
      throw HistoryFileError(
        line: line,
        "a process is a whole number of at most 64 bits, or :nemesis, whose operations are passed "
          + "over; here is '\(Self.text(process[...]))'")
    }
    guard let phase else {
      throw HistoryFileError(
        line: line, "unknown type '\(typeName)'; known are invoke, ok, fail and info")
    }
    var parser = rest()
    guard let operation = try parser.next()?.name, let value = try parser.next() else {
      throw HistoryFileError(
        line: line, "a type, an operation and a value are expected behind the client \(client)")
    }
    count += 1
    try builder.add(
      HistoryBuilder.Event(
        client: client, phase: phase, operation: operation, key: .null, value: value, line: line,
        hasError: errorsAreFailures && parser.hasMore))
  }

  /// Where the message begins on a line of a log: behind `jepsen.util` and `:`, ` -` or a space.
  private static func startOfMessage(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let found = bytes.firstPlace(of: "jepsen.util") else { return nil }
    var place = found.upperBound
    func isBlank(_ place: Int) -> Bool { place < bytes.count && bytes[place].isBlank }
    let end = place
    while isBlank(place) { place += 1 }
    if place < bytes.count, bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "-"),
      isBlank(place + 1)
    {
      place += 1
      while isBlank(place) { place += 1 }
    }
    return place > end ? place : nil
  }

  /// The bytes up to the next blank, behind blanks.
  private static func token(
    in bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> UnsafeBufferPointer<UInt8> {
    while place < bytes.count, bytes[place].isBlank { place += 1 }
    let start = place
    while place < bytes.count, !bytes[place].isBlank { place += 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<place])
  }

  private static func text(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: token, as: UTF8.self)
  }
}
