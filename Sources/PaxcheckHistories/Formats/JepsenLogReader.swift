/// Reads lines of a Jepsen log. Lines of other loggers are passed over.
///
///     INFO  jepsen.util - 4    :invoke    :cas    [2 4]
///
/// A comparison that failed took effect and saw another value. A read that failed did not happen.
struct JepsenLogReader {
  private static let marker = Array("jepsen.util".utf8)

  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    let fields = bytes.split(whereSeparator: { $0 == 32 || $0 == 9 })
    guard fields.count > 3, fields[1].elementsEqual(Self.marker) else { return }
    guard let client = Int(text(fields[3])) else { return }
    guard fields.count >= 7 else {
      throw HistoryFileError(
        line: line, "a type, an operation and a value are expected behind the client \(client)")
    }
    let type = text(fields[4])
    guard let phase = EventMap.phases[String(type.dropFirst())] else {
      throw HistoryFileError(
        line: line, "unknown type '\(type)'; known are :invoke, :ok, :fail and :info")
    }
    let rest = UnsafeBufferPointer(rebasing: bytes[fields[6].startIndex...])
    var parser = DatumParser(rest, line: line)
    try builder.add(
      .init(
        client: client, phase: phase, operation: String(text(fields[5]).dropFirst()), key: .null,
        value: try parser.only(), line: line))
  }

  private func text(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: field, as: UTF8.self)
  }
}
