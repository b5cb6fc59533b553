/// Reads `paxlin-ops/1`: a header, then one operation per line in the order of invocation. What is called
/// when something else returns overlaps with it.
///
///     {"format": "paxlin-ops/1", "model": "register", …}
///     [process, f, key, arg, out, call, ret]
struct OperationListReader {
  /// The object that the header names.
  let object: ObjectKind
  private var lastCall = -1
  /// Per client: the return of its last operation.
  private var returns: [Int: Int] = [:]

  /// Reads the header.
  init(header: EventMap) throws(HistoryFileError) {
    let format = header.format?.name ?? "nil"
    guard format == "paxlin-ops/1" else {
      throw HistoryFileError(
        line: header.line, "unknown format '\(format)'; 'paxlin-ops/1' is expected")
    }
    guard let name = header.model?.name, let object = ObjectKind(rawValue: name) else {
      throw HistoryFileError(
        line: header.line,
        "unknown model \(header.model ?? .null); known are: "
          + ObjectKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.object = object
  }

  /// Reads the list whose opening bracket is next.
  mutating func read(
    _ parser: inout DatumParser, into builder: inout HistoryBuilder
  ) throws(HistoryFileError) {
    parser.begin("operation")
    let line = parser.input.line
    guard try parser.skip(UInt8(ascii: "[")),
      let client = try parser.element()?.integerValue, let name = try parser.element()?.name,
      let key = try parser.element(), let input = try parser.element(),
      let output = try parser.element(), let call = try parser.element()?.integerValue,
      let end = try parser.element(), try parser.skip(UInt8(ascii: "]"))
    else {
      if !parser.input.hasNext { throw parser.unfinished() }
      throw HistoryFileError(line: line, "[process, f, key, arg, out, call, ret] is expected")
    }
    guard let kind = OperationKind(name: name) else {
      throw HistoryFileError(line: line, "unknown operation '\(name)'")
    }
    try checkTimes(client: client, call: call, return: end, line: line)
    let (argument, second) = try arguments(kind, input, builder: &builder, line: line)
    var operation = try RecordedOperation(
      client: HistoryBuilder.number(ofClient: client, line: line), kind: kind,
      key: object == .map ? builder.values.number(of: key) : 0, argument: argument,
      secondArgument: second,
      invoked: call, line: Int32(truncatingIfNeeded: line))
    if let returned = end.integerValue {
      let isRefusal = kind == .compareAndSet && output == .boolean(false)
      operation.returned = returned
      operation.outcome = isRefusal ? .refused : .succeeded
      if kind != .compareAndSet { operation.output = builder.values.number(of: output) }
    }
    builder.add(operation)
  }

  private func arguments(
    _ kind: OperationKind, _ datum: Datum, builder: inout HistoryBuilder, line: Int
  ) throws(HistoryFileError) -> (Int32, Int32) {
    guard kind == .compareAndSet else { return (builder.values.number(of: datum), 0) }
    guard case .list(let pair) = datum, pair.count == 2 else {
      throw HistoryFileError(line: line, "a cas needs two values, [expected, new]")
    }
    return (builder.values.number(of: pair[0]), builder.values.number(of: pair[1]))
  }

  private mutating func checkTimes(
    client: Int, call: Int, return datum: Datum, line: Int
  ) throws(HistoryFileError) {
    guard call >= 0 else {
      throw HistoryFileError(line: line, "the call time \(call) is negative")
    }
    guard call >= lastCall else {
      throw HistoryFileError(
        line: line,
        "the clock goes backwards: this call is at \(call), the one before at \(lastCall); sort "
          + "the operations by call time")
    }
    lastCall = call
    if let last = returns[client], last >= call {
      throw HistoryFileError(
        line: line,
        last == .max
          ? "client \(client) goes on after an operation that never returned; give it a new number"
          : "client \(client) calls at \(call), \(last == call ? "when" : "before") its last operation "
            + "returned at \(last)")
    }
    if datum == .null {
      returns[client] = .max
      return
    }
    guard let returned = datum.integerValue else {
      throw HistoryFileError(
        line: line,
        "an operation returns at a whole number, or null if it never did, not at \(datum)")
    }
    guard returned >= call else {
      throw HistoryFileError(
        line: line, "the operation returns at \(returned), which is before its call at \(call)")
    }
    returns[client] = returned
  }
}
