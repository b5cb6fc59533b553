/// An operation map of Jepsen, in EDN or JSON.
///
/// The key is that of `:key`, or the first of two values as in Jepsen's independent histories. Lines
/// whose process is not a number, such as those of the nemesis, are passed over.
struct EventMap {
  static let phases: [String: HistoryBuilder.Event.Phase] = [
    "invoke": .invocation, "ok": .success, "fail": .failure, "info": .unknown,
  ]

  let datum: Datum
  let line: Int

  func read(into builder: inout HistoryBuilder) throws(HistoryFileError) {
    guard let process = datum["process"] else { throw missing("process") }
    guard let client = process.integerValue else { return }
    guard let type = datum["type"]?.name else { throw missing("type") }
    guard let phase = Self.phases[type] else {
      throw HistoryFileError(
        line: line, "unknown type '\(type)'; known are invoke, ok, fail and info")
    }
    guard let operation = datum["f"]?.name else { throw missing("f") }
    let (key, value) = keyAndValue(operation)
    try builder.add(
      .init(
        client: client, phase: phase, operation: operation, key: key, value: value, line: line))
  }

  private func keyAndValue(_ operation: String) -> (Datum, Datum) {
    let value = datum["value"] ?? .null
    if let key = datum["key"] { return (key, value) }
    guard case .list(let pair) = value, pair.count == 2, pair[0].elements == nil else {
      return (.null, value)
    }
    switch OperationKind(name: operation) {
    case .write: return (pair[0], pair[1])
    case .read where datum["independent"] == .boolean(true): return (pair[0], pair[1])
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
