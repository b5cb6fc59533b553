/// An operation map of Jepsen, in EDN or JSON.
///
/// The key is that of `:key`, or the first of two values as in Jepsen's independent histories. Lines
/// whose process is not a number, such as those of the nemesis, are passed over.
struct EventMap {
  let line: Int
  private var process: Datum?
  private var type: Datum?
  private var function: Datum?
  private var value = Datum.null
  private var key: Datum?
  private var isIndependent = false
  /// What the header of a list of operations has instead.
  private(set) var format: Datum?
  private(set) var model: Datum?

  /// - Returns: `nil` if no map is next.
  init?(_ parser: inout DatumParser, line: Int) throws(HistoryFileError) {
    guard parser.skip(UInt8(ascii: "{")) else { return nil }
    self.line = line
    while let (name, value) = try parser.entry() {
      switch name.name {
      case "process": process = value
      case "type": type = value
      case "f": function = value
      case "value": self.value = value
      case "key": key = value
      case "independent": isIndependent = value == .boolean(true)
      case "format": format = value
      case "model": model = value
      default: break
      }
    }
  }

  func read(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    guard let process else { throw missing("process") }
    guard let client = process.integerValue else { return }
    guard let type = type?.name else { throw missing("type") }
    guard let phase = HistoryBuilder.Event.Phase(name: type) else {
      throw HistoryFileError(
        line: line, "unknown type '\(type)'; known are invoke, ok, fail and info")
    }
    guard let operation = function?.name else { throw missing("f") }
    let (key, value) = keyAndValue(operation)
    try builder.add(
      .init(
        client: client, phase: phase, operation: operation, key: key, value: value, line: line))
  }

  private func keyAndValue(_ operation: String) -> (Datum, Datum) {
    if let key { return (key, value) }
    guard case .list(let pair) = value, pair.count == 2, pair[0].elements == nil else {
      return (.null, value)
    }
    switch OperationKind(name: operation) {
    case .write: return (pair[0], pair[1])
    case .read where isIndependent: return (pair[0], pair[1])
    case .read where pair[1] == .null: return (pair[0], pair[1])
    case .compareAndSet where pair[1].elements != nil: return (pair[0], pair[1])
    default: return (.null, value)
    }
  }

  private func missing(_ key: String) -> HistoryFileError {
    HistoryFileError(
      line: line, "the operation has no '\(key)'; process, type, f and value are expected")
  }
}
