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
  /// What a header has instead.
  var format: Datum?
  var model: Datum?
  /// What a header says that objects hold at first, and the index of the first entry of a log.
  var initial: Datum?
  var firstIndex: Datum?
  /// What other map it may be, if it is no operation.
  var foreign: ForeignFormat?

  init(line: Int) { self.line = line }

  /// Whether it is about something that is no client: what breaks the system on purpose.
  var isOfNemesis: Bool { process?.name == "nemesis" }

  /// Whether it is no operation, but says what the operations behind it are about.
  var isHeader: Bool {
    format != nil
      || process == nil && type == nil && function == nil
        && (model != nil || initial != nil || firstIndex != nil)
  }

  /// What the header says.
  func settings() throws(HistoryFileError) -> ObjectSettings {
    var settings = ObjectSettings(initial: initial, firstIndex: firstIndex?.integerValue)
    if let firstIndex, settings.firstIndex == nil {
      throw HistoryFileError(
        line: line, "the first index of a log is a whole number, not \(firstIndex)")
    }
    guard let model else { return settings }
    settings.object = model.name.flatMap(ObjectKind.init(rawValue:))
    guard settings.object != nil else {
      throw HistoryFileError(
        line: line,
        "unknown model \(model); known are: "
          + ObjectKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return settings
  }

  /// The event.
  func event() throws(HistoryFileError) -> HistoryBuilder.Event {
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
    return HistoryBuilder.Event(
      client: client, phase: phase, operation: operation, key: key ?? .null,
      value: value ?? .null, line: line, isIndependent: independent == .boolean(true))
  }

  private func missing(_ key: String) -> HistoryFileError {
    HistoryFileError(
      line: line,
      foreign?.explanation
        ?? "the operation has no '\(key)'; process, type, f and value are expected")
  }
}
