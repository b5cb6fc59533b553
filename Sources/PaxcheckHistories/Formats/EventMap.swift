/// What an event is about, as formats find it.
///
/// Operation maps of Jepsen have these fields; logs and tables have them in columns.
struct EventMap {
  let line: Int
  private var process: Datum?
  private var type: Datum?
  private var function: Datum?
  private var value: Datum?
  private var key: Datum?
  private var independent: Datum?
  /// What a header has instead.
  private var header: [Field: Datum] = [:]
  /// What other map it may be, if it is no operation.
  var foreign: ForeignFormat?

  init(line: Int) { self.line = line }

  /// The fields that matter, under the names of their keys.
  enum Field: String {
    case process, type, value, key, independent, format, model, object, initial
    case function = "f"
    case firstIndex = "first-index"
  }

  /// Takes the value of a field, which may have one only.
  mutating func set(_ field: Field, to value: Datum) throws(HistoryFileError) {
    let old: Datum?
    switch field {
    case .process: (old, process) = (process, value)
    case .type: (old, type) = (type, value)
    case .function: (old, function) = (function, value)
    case .value: (old, self.value) = (self.value, value)
    case .key: (old, key) = (key, value)
    case .independent: (old, independent) = (independent, value)
    case .model, .object: old = header.updateValue(value, forKey: .model)
    case .format, .initial, .firstIndex: old = header.updateValue(value, forKey: field)
    }
    guard old == nil else {
      throw HistoryFileError(line: line, "the map has '\(field.rawValue)' twice")
    }
  }

  /// The format and the model that a header names.
  var format: Datum? { header[.format] }
  var model: Datum? { header[.model] }

  /// Whether it is about something that is no client: what breaks the system on purpose.
  var isOfNemesis: Bool { process?.name == "nemesis" }

  /// Whether it is no operation, but says what the operations behind it are about.
  var isHeader: Bool {
    !header.isEmpty && (format != nil || process == nil && type == nil && function == nil)
  }

  /// What the header says.
  func settings() throws(HistoryFileError) -> ObjectSettings {
    let firstIndex = header[.firstIndex]
    var settings = ObjectSettings(
      initial: header[.initial], firstIndex: firstIndex?.integerValue)
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

  /// Hands over the event, unless it is passed over.
  func add(to builder: inout HistoryBuilder) throws(HistoryFileError) {
    if isOfNemesis {
      builder.passedOver += 1
    } else {
      try builder.add(event())
    }
  }

  private func event() throws(HistoryFileError) -> HistoryBuilder.Event {
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
