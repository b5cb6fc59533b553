/// Reads `paxlin-ops/1`: a header, then one operation per line in the order of invocation. What is called
/// when something else returns overlaps with it.
///
/// ```text
/// {"format": "paxlin-ops/1", "model": "register", …}
/// [process, f, key, arg, out, call, ret]
/// ```
struct OperationListReader {
  private var lastCall = -1
  private var clients = ClientNumbers()
  /// Per client: the return of its last operation.
  private var returns: [Int] = []

  /// Checks the header.
  init(header: EventMap) throws(HistoryFileError) {
    let format = header.format?.name ?? "nil"
    guard format == "paxlin-ops/1" else {
      throw HistoryFileError(
        line: header.line, "unknown format '\(format)'; 'paxlin-ops/1' is expected")
    }
    guard header.model != nil else {
      throw HistoryFileError(
        line: header.line,
        "the header has no 'model'; known are: "
          + ObjectKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
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
    try checkTimes(client: client, call: call, return: end, line: line)
    try builder.add(
      client: client, operation: name, key: key, input: input, output: output, called: call,
      returned: end.integerValue, line: line)
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
    let place = clients.number(of: client)
    if place == returns.count { returns.append(-1) }
    let last = returns[place]
    if last >= call {
      throw HistoryFileError(
        line: line,
        last == .max
          ? "client \(client) goes on after an operation that never returned; give it a new number"
          : "client \(client) calls at \(call), \(last == call ? "when" : "before") its last operation "
            + "returned at \(last)")
    }
    if datum == .null {
      returns[place] = .max
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
    returns[place] = returned
  }
}
