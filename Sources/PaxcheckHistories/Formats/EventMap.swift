/// What an event is about, as formats find it.
///
/// Operation maps of Jepsen have these fields; logs and tables have them in columns.
struct EventMap {
  let line: Int
  var process: Datum?
  var type: Datum?
  var function: Datum?
  var value: Datum?
  var key: Datum?
  var independent: Datum?
  /// What the header of a list of operations has instead.
  var format: Datum?
  var model: Datum?
  /// What other map it may be, if it is no operation.
  var foreign: ForeignFormat?

  init(line: Int) { self.line = line }

  /// Whether it is about something that is no client: what breaks the system on purpose.
  var isOfNemesis: Bool { process?.name == "nemesis" }

  /// The event.
  ///
  /// - Parameter valuesHaveKeys: Whether a value is a pair of a key and the value proper.
  func event(valuesHaveKeys: Bool) throws(HistoryFileError) -> HistoryBuilder.Event {
    guard let process else { throw missing("process") }
    guard let client = process.integerValue else {
      throw HistoryFileError(
        line: line,
        "a process is a whole number, or nemesis, whose operations are passed over; "
          + "here is \(process)")
    }
    guard let type = type?.name else { throw missing("type") }
    guard let phase = HistoryBuilder.Event.Phase(name: type) else {
      throw HistoryFileError(
        line: line, "unknown type '\(type)'; known are invoke, ok, fail and info")
    }
    guard let operation = function?.name else { throw missing("f") }
    let (key, value) = keyAndValue(valuesHaveKeys)
    return HistoryBuilder.Event(
      client: client, phase: phase, operation: operation, key: key, value: value, line: line)
  }

  /// Whether values have keys, as far as this event tells.
  ///
  /// A read is invoked with its key and no value, or with nothing at all; a comparison has a key where a
  /// pair follows it.
  var tellsWhetherValuesHaveKeys: Bool? {
    if key != nil { return false }
    if independent == .boolean(true) { return true }
    switch kind {
    case .read where type?.name == "invoke": return pair.map { $0[1] == .null } ?? false
    case .compareAndSet: return pair.map { $0[0].elements == nil && $0[1].elements != nil }
    default: return nil
    }
  }

  /// Whether its value is a pair that may have a key.
  var mayHaveKey: Bool { pair != nil && (kind == .read || kind == .write) }

  private var kind: OperationKind? { function?.name.flatMap(OperationKind.init(name:)) }

  private var pair: [Datum]? {
    guard case .list(let pair) = value, pair.count == 2 else { return nil }
    return pair
  }

  private func keyAndValue(_ valuesHaveKeys: Bool) -> (Datum, Datum) {
    guard valuesHaveKeys, key == nil, let pair, kind != .compareAndSet || pair[1].elements != nil
    else { return (key ?? .null, value ?? .null) }
    return (pair[0], pair[1])
  }

  private func missing(_ key: String) -> HistoryFileError {
    HistoryFileError(
      line: line,
      foreign?.explanation
        ?? "the operation has no '\(key)'; process, type, f and value are expected")
  }
}
