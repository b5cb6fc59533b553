/// Tells of values that operations of a contradiction saw where they cannot come from: they were never put in,
/// or by an operation that failed, or too late.
struct ValueOrigins {
  let history: RecordedHistory
  /// What the object holds at first.
  let initial: InitialState

  /// At most three sentences about what some operations saw, the most important operation first.
  func hints(about operations: [Int]) -> [String] {
    let shown = operations.prefix(12)
    let key = shown.first.map { history.operations[$0].key }
    let values = Set(shown.flatMap { history.operations[$0].seenValues(in: history) })
    let givers = Givers(history.operations, key, of: values, history.values)
    let failed = Givers(history.failed, key, of: values, history.values)
    var hints: [String] = []
    for number in shown {
      for hint in self.hints(about: history.operations[number], givers, failed)
      where !hints.contains(hint) {
        hints.append(hint)
        if hints.count == 3 { return hints }
      }
    }
    return hints
  }

  private func hints(
    about operation: RecordedOperation, _ givers: Givers, _ failed: Givers
  ) -> [String] {
    guard operation.isAnswered else { return [] }
    if let text = operation.seenText(in: history) {
      return hint(aboutText: text, of: operation, givers, failed).map { [$0] } ?? []
    }
    var hints: [String] = []
    var seen = Set([history.values[initial.value]] + (history.values[initial.value].elements ?? []))
    for value in operation.seenValues(in: history) where seen.insert(value).inserted {
      if let hint = hint(about: value, of: operation, givers, failed) { hints.append(hint) }
      if hints.count == 3 { break }
    }
    return hints
  }

  private func hint(
    about value: Datum, of operation: RecordedOperation, _ givers: Givers, _ failed: Givers
  ) -> String? {
    let sources = givers.byValue[value] ?? []
    let name = history.values.shortened(value)
    guard let first = sources.min(by: { $0.invoked < $1.invoked }) else {
      return missing(name, failed.byValue[value] ?? [])
    }
    let (noun, verb) = first.kind.giving
    if first.invoked > operation.returned {
      return sources.count == 1
        ? "the only \(noun) of \(name) began after that (line \(first.line))"
        : "the first \(noun) of \(name) began after that (line \(first.line))"
    }
    if history.object == .log {
      let count = history.values[operation.output].elements?.count { $0 == value } ?? 0
      guard count > sources.count else { return nil }
      return "\(name) was \(verb) \(times(sources)), but is there \(count) times"
    }
    guard operation.kind.takesOut else { return nil }
    let takers = history.operations.filter {
      $0.kind.takesOut && $0.key == operation.key && $0.isAnswered
        && history.values[$0.output] == value
    }
    guard takers.count > sources.count else { return nil }
    return "\(name) was \(verb) \(times(sources)), but taken out \(times(takers))"
  }

  /// Why a value is not there that nothing that took effect can have put in.
  private func missing(_ name: String, _ failed: [RecordedOperation]) -> String {
    guard let first = failed.first else { return "nobody \(history.object.giving) \(name)" }
    let noun = first.kind.giving.noun
    let lines = failed.map { "\($0.line)" }.joined(separator: ", ")
    return failed.count == 1
      ? "the only \(noun) of \(name) failed (line \(lines))"
      : "every \(noun) of \(name) failed (lines \(lines))"
  }

  private func times(_ operations: [RecordedOperation]) -> String {
    let lines = operations.prefix(4).map { "\($0.line)" }.joined(separator: ", ")
    let more = operations.count > 4 ? ", …" : ""
    return operations.count == 1
      ? "once (line \(lines))" : "\(operations.count) times (lines \(lines)\(more))"
  }

  /// A text that was put together of what was put and appended must be made of such pieces.
  private func hint(
    aboutText text: String, of operation: RecordedOperation, _ givers: Givers, _ failed: Givers
  ) -> String? {
    let text = Array(text.utf8)
    let known = givers.all.filter { $0.invoked < operation.returned }
    let pieces = Set(
      (known.map(\.argument) + [initial.value]).map { Array(history.values.string($0).utf8) })
    guard text.count * pieces.count <= 20_000_000 else { return nil }
    var isReached = Array(repeating: false, count: text.count + 1)
    isReached[0] = true
    for position in text.indices where isReached[position] {
      for piece in pieces where text[position...].starts(with: piece) {
        isReached[position + piece.count] = true
      }
    }
    guard let end = isReached.lastIndex(of: true), end < text.count else { return nil }
    let rest = text[end...]
    let missing = failed.all.filter {
      let piece = Array(history.values.string($0.argument).utf8)
      return !piece.isEmpty && rest.starts(with: piece)
    }
    let value =
      missing.first.map { history.values[$0.argument] }
      ?? .string(String(decoding: rest, as: UTF8.self))
    return self.missing(history.values.shortened(value), missing)
  }
}

/// What puts values into an object.
private struct Givers {
  let all: [RecordedOperation]
  /// By the values that are asked about.
  let byValue: [Datum: [RecordedOperation]]

  init(
    _ operations: [RecordedOperation], _ key: Int32?, of wanted: Set<Datum>, _ values: ValueTable
  ) {
    all = operations.filter { $0.key == key && $0.kind.givesValue && $0.outcome != .refused }
    func value(_ operation: RecordedOperation) -> Datum {
      values[operation.kind == .compareAndSet ? operation.secondArgument : operation.argument]
    }
    byValue = Dictionary(grouping: all.filter { wanted.contains(value($0)) }, by: value)
  }
}

extension RecordedOperation {
  /// The values that must have been there when it took effect.
  fileprivate func seenValues(in history: RecordedHistory) -> [Datum] {
    let output = history.values[output]
    switch (history.object, kind) {
    case (.counter, _): return []
    case (_, .compareAndSet): return outcome == .succeeded ? [history.values[argument]] : []
    case (.set, .read), (.log, .read): return output.elements ?? []
    case (_, .read), (_, .swap): return [output]
    case (_, .contains): return output == .boolean(true) ? [history.values[argument]] : []
    default: return kind.takesOut && output != .null ? [output] : []
    }
  }

  /// The text that it read, if texts are appended to.
  fileprivate func seenText(in history: RecordedHistory) -> String? {
    guard history.object == .map, kind == .read,
      history.operations.contains(where: { $0.kind == .append })
    else { return nil }
    return history.values.string(output)
  }
}

extension OperationKind {
  fileprivate var givesValue: Bool {
    switch self {
    case .write, .swap, .compareAndSet, .append, .enqueue, .push, .pushFront, .pushBack, .add: true
    default: false
    }
  }

  /// What it is called that puts a value in, and what happened to the value.
  fileprivate var giving: (noun: String, verb: String) {
    switch self {
    case .enqueue: ("enqueue", "enqueued")
    case .push, .pushFront, .pushBack: (name, "pushed")
    case .swap: ("swap", "written")
    case .add: ("add", "added")
    case .append: ("append", "appended")
    case .compareAndSet: ("cas", "written")
    default: ("write", "written")
    }
  }
}

extension ObjectKind {
  /// What the operation did that put a value in.
  fileprivate var giving: String {
    switch self {
    case .queue: "enqueued"
    case .stack, .deque: "pushed"
    case .set: "added"
    case .log: "appended"
    default: "wrote"
    }
  }
}

extension ValueTable {
  /// The text of a value; of a long one, its two ends.
  func shortened(_ value: Datum) -> String {
    let text = value.description
    return text.count <= 60 ? text : "\(text.prefix(25))…\(text.suffix(30))"
  }
}
