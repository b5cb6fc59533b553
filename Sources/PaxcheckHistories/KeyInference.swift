/// Finds out whether the values of a history are pairs of a key and the value proper.
///
/// They are in independent histories, `{:f :write, :value [7 1]}`, but a register may hold pairs, too. The
/// first operation that tells decides: one without an argument is invoked with its key and no value, or
/// with nothing at all; a comparison has a key where a pair follows it, or three values.
struct KeyInference {
  /// `nil` until it is known.
  private var valuesHaveKeys: Bool?
  /// Events whose values may have keys, and those after them, until that is known.
  private var waiting: [HistoryBuilder.Event] = []
  /// Whether no event told, although some had pairs.
  private(set) var wasOpen = false

  init(valuesHaveKeys: Bool?) { self.valuesHaveKeys = valuesHaveKeys }

  var isDecided: Bool { valuesHaveKeys != nil }

  /// Adds an event while it is undecided.
  ///
  /// - Returns: The events that need not wait any more.
  mutating func add(
    _ event: HistoryBuilder.Event, named names: inout SeenNames
  ) throws(HistoryFileError) -> [HistoryBuilder.Event] {
    valuesHaveKeys = tells(event, try names.kind(of: event.operation, line: event.line))
    if valuesHaveKeys == nil, !waiting.isEmpty || event.pair != nil {
      waiting.append(event)
      return []
    }
    defer { waiting = [] }
    return waiting + [event]
  }

  /// Decides that values have no keys, if nothing told so far.
  ///
  /// - Returns: The events that waited.
  mutating func finish() -> [HistoryBuilder.Event] {
    guard valuesHaveKeys == nil else { return [] }
    valuesHaveKeys = false
    wasOpen = !waiting.isEmpty
    defer { waiting = [] }
    return waiting
  }

  private func tells(_ event: HistoryBuilder.Event, _ kind: OperationKind) -> Bool? {
    if event.key != .null { return false }
    if event.isIndependent { return true }
    guard event.phase == .invocation else { return nil }
    switch kind.arity {
    case .none: return event.pair.map { $0[1] == .null } ?? false
    case .two:
      if case .list(let values) = event.value, values.count == 3 { return true }
      return event.pair.map { $0[0].elements == nil && $0[1].elements != nil }
    case .optional:
      guard let pair = event.pair else { return false }
      let isNumber = pair[1].integerValue != nil && OperationNames.isOfCounter(event.operation)
      return pair[1] == .null || isNumber ? true : nil
    case .one: return event.pair == nil && event.value != .null ? false : nil
    }
  }

  /// The key of an event and its value proper.
  func split(_ event: HistoryBuilder.Event, _ kind: OperationKind) -> (key: Datum, value: Datum) {
    guard valuesHaveKeys == true, event.key == .null, case .list(let values) = event.value else {
      return (event.key, event.value)
    }
    switch (kind, values.count) {
    case (.compareAndSet, 2)
    where values[1].elements == nil && values[1] != .null && !values[1].isBoolean:
      return (.null, event.value)
    case (.compareAndSet, 3): return (values[0], .list([values[1], values[2]]))
    case (_, 2): return (values[0], values[1])
    default: return (.null, event.value)
    }
  }
}

extension HistoryBuilder.Event {
  fileprivate var pair: [Datum]? {
    guard case .list(let pair) = value, pair.count == 2, !value.isTransaction else { return nil }
    return pair
  }
}
