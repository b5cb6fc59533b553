/// Reads lines of a Jepsen log. Lines of other loggers are passed over.
///
///     INFO  jepsen.util - 4    :invoke    :cas    [2 4]
///
/// A comparison that failed took effect and saw another value. A read that failed did not happen.
struct JepsenLogReader {
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    var parser = DatumParser(bytes, line: line)
    _ = parser.token()
    guard parser.token().spell("jepsen.util") else { return }
    _ = parser.token()
    var numbers = parser
    let process = parser.token()
    let (type, operation) = (parser.token(), parser.token())
    guard case .integer(let client)? = try? numbers.next() else {
      guard type.first == UInt8(ascii: ":"), !process.spell(":nemesis") else { return }
      throw HistoryFileError(
        line: line,
        "a process is a whole number, or :nemesis, whose operations are passed over; here is "
          + "'\(text(process[...]))'")
    }
    guard !operation.isEmpty, !parser.isAtEnd else {
      throw HistoryFileError(
        line: line, "a type, an operation and a value are expected behind the client \(client)")
    }
    guard let phase = HistoryBuilder.Event.Phase(name: text(type.dropFirst())) else {
      throw HistoryFileError(
        line: line, "unknown type '\(text(type[...]))'; known are :invoke, :ok, :fail and :info")
    }
    try builder.add(
      .init(
        client: client, phase: phase, operation: text(operation.dropFirst()), key: .null,
        value: try parser.only(), line: line))
  }

  private func text(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: token, as: UTF8.self)
  }
}
