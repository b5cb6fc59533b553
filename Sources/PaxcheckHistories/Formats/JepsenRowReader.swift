/// Reads rows of Jepsen's logs and tables: a process, a type, an operation, a value, and perhaps an error.
///
///     4    :invoke    :cas    [2 4]
///
/// Before a row, a log has what its layout puts there, and last the name of the logger, `jepsen.util`.
/// Whatever is no row is passed over: other messages, what loggers of other names say, further lines of
/// an error.
struct JepsenRowReader {
  /// Whether the rows are those of a log, and not of a table.
  let isLog: Bool
  /// How many rows there were, those of the nemesis included.
  private(set) var count = 0
  private let maps = EventMapReader()

  init(isLog: Bool) { self.isLog = isLog }

  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    guard let start = isLog ? Self.startOfMessage(in: bytes) : 0 else { return }
    var rest = bytes[start...]
    if isLog, rest.first == UInt8(ascii: "{") {
      var parser = DatumParser(HistoryInput(UnsafeBufferPointer(rebasing: rest), line: line))
      try add(try EventMap(&parser), to: &builder)
      return
    }
    let (process, type) = (Self.token(&rest), Self.token(&rest))
    guard type.first == UInt8(ascii: ":"), let first = process.first else { return }
    if process.spell(":nemesis") {
      count += 1
      builder.passedOver += 1
      return
    }
    guard let client = Int(text(process)) else {
      guard HistoryBuilder.Event.Phase(name: text(type.dropFirst())) != nil else { return }
      let isNumber = first.isDigit || first == UInt8(ascii: "-")
      throw HistoryFileError(
        line: line,
        "a process is a whole number\(isNumber ? " of at most 64 bits" : ""), or :nemesis, whose "
          + "operations are passed over; here is '\(text(process))'")
    }
    var parser = DatumParser(HistoryInput(UnsafeBufferPointer(rebasing: rest), line: line))
    guard let function = try parser.next(), let value = try parser.next() else {
      throw HistoryFileError(
        line: line, "a type, an operation and a value are expected behind the client \(client)")
    }
    var map = EventMap(line: line)
    map.process = .integer(client)
    map.type = .keyword(text(type.dropFirst()))
    map.function = function
    map.value = value
    try add(map, to: &builder)
  }

  private mutating func add(
    _ map: EventMap, to builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    count += 1
    try maps.read(map, into: &builder)
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

  /// The bytes up to the next blank, behind blanks; they are taken from `rest`.
  private static func token(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = rest.drop { $0.isBlank }
    let token = start.prefix { !$0.isBlank }
    rest = start[token.endIndex...]
    return token
  }

  private func text(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: token, as: UTF8.self)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func spell(_ text: StaticString) -> Bool {
    UnsafeBufferPointer(rebasing: self).spell(text)
  }
}
