/// Puts a history together from the events of a file.
struct HistoryBuilder {
  /// An event of a client, as formats read it.
  struct Event {
    enum Phase {
      case invocation, success, failure, unknown

      /// The phase with Jepsen's name for it.
      init?(name: String) {
        switch name {
        case "invoke": self = .invocation
        case "ok": self = .success
        case "fail": self = .failure
        case "info": self = .unknown
        default: return nil
        }
      }
    }

    let client: Int
    let phase: Phase
    let operation: String
    /// The key, if the format has a place for it; `.null` otherwise.
    var key: Datum
    var value: Datum
    let line: Int
    /// Whether the value is said to be a pair of a key and the value proper.
    var isIndependent = false
    /// Whether it says what went wrong, so that one that failed did not happen.
    var hasError = false
  }

  /// What a client is up to.
  private enum Client {
    case idle
    case waiting(operation: Int)
    /// It may not act any more since this line.
    case lost(line: Int)
  }

  var operations: [RecordedOperation] = []
  var values = ValueTable()
  /// The names of the clients under their numbers, if they have any.
  var clientNames: [String] = []
  /// What was assumed, and what was left out, in words.
  var notes: [String] = []
  /// How many events of what is no client were passed over.
  var passedOver = 0
  /// Whether a failed operation took effect and was refused, rather than not having happened.
  let failuresTookEffect: Bool
  /// Whether the format tells keys, arguments and answers apart, so that none is taken for another.
  private(set) var tellsValuesApart: Bool
  var names = SeenNames()
  /// The answers that decide what answers mean.
  var answers = SeenAnswers()
  /// Operations that did not happen.
  var failed: Set<Int> = []
  private var keys: KeyInference
  private var clients: [Client] = []
  /// The places of clients among them.
  private var places = ClientNumbers()
  private var moment = 0
  /// Whether the moments are those of a clock, and not places in a list of events.
  private(set) var hasClock = false

  init(failuresTookEffect: Bool, tellsValuesApart: Bool = false) {
    self.failuresTookEffect = failuresTookEffect
    self.tellsValuesApart = tellsValuesApart
    keys = KeyInference(valuesHaveKeys: tellsValuesApart ? false : nil)
  }

  /// Whether nothing was added.
  var isEmpty: Bool { operations.isEmpty && names.all.isEmpty && passedOver == 0 }

  /// Adds an event.
  mutating func add(_ event: Event) throws(HistoryFileError) {
    guard keys.isDecided else {
      for event in try keys.add(event, named: &names) { try take(event) }
      return
    }
    try take(event)
  }

  /// Adds the events that wait for later ones to tell whether they have keys.
  mutating func addWaiting() throws(HistoryFileError) {
    for event in keys.finish() { try take(event) }
  }

  /// Whether values that are pairs were taken for values, though they could be keys with values.
  var tookPairsForValues: Bool { keys.wasOpen }

  private mutating func take(_ event: Event) throws(HistoryFileError) {
    moment += 1
    let kind = try names.kind(of: event.operation, line: event.line)
    let (key, value) = keys.split(event, kind)
    if event.phase == .invocation {
      try invoke(event, kind, key, value)
    } else {
      try complete(event, kind, value)
    }
  }

  private mutating func invoke(
    _ event: Event, _ kind: OperationKind, _ key: Datum, _ value: Datum
  ) throws(HistoryFileError) {
    let place = place(of: event.client)
    switch clients[place] {
    case .waiting(let open):
      throw HistoryFileError(
        line: event.line,
        "client \(event.client) invokes '\(event.operation)' while its operation of line "
          + "\(operations[open].line) is in flight; a client is sequential, so give each thread "
          + "its own number")
    case .lost(let line):
      throw HistoryFileError(
        line: event.line,
        "client \(event.client) goes on after line \(line), where it did not learn the outcome of "
          + "an operation; give it a new number from there on")
    case .idle: break
    }
    clients[place] = .waiting(operation: operations.count)
    try append(
      client: event.client, kind, key: key, input: value, invoked: moment, line: event.line)
  }

  private mutating func complete(
    _ event: Event, _ kind: OperationKind, _ value: Datum
  ) throws(HistoryFileError) {
    let place = place(of: event.client)
    guard case .waiting(let index) = clients[place] else {
      throw HistoryFileError(
        line: event.line,
        "client \(event.client) returns from '\(event.operation)', but it has no operation in flight"
      )
    }
    guard operations[index].kind == kind else {
      throw HistoryFileError(
        line: event.line,
        "client \(event.client) returns from '\(event.operation)', but what it has in flight since "
          + "line \(operations[index].line) is '\(operations[index].kind.name)'")
    }
    clients[place] = event.phase == .unknown ? .lost(line: event.line) : .idle
    switch event.phase {
    case .invocation, .unknown: break
    case .success: try succeed(index, with: value, at: moment, line: event.line)
    case .failure:
      if failuresTookEffect && kind.canBeRefused && !event.hasError {
        operations[index].outcome = .refused
        operations[index].returned = moment
      } else {
        failed.insert(index)
      }
    }
  }

  /// Adds an operation that was timed by a clock, in the order of the invocations.
  ///
  /// - Parameter returned: `nil` if it never returned.
  mutating func add(
    client: Int, operation: String, key: Datum, input: Datum, output: Datum, called: Int,
    returned: Int?, line: Int
  ) throws(HistoryFileError) {
    (hasClock, tellsValuesApart) = (true, true)
    let kind = try names.kind(of: operation, line: line)
    try append(client: client, kind, key: key, input: input, invoked: called, line: line)
    if let returned {
      try succeed(operations.count - 1, with: output, at: returned, line: line)
    }
  }

  private mutating func append(
    client: Int, _ kind: OperationKind, key: Datum, input: Datum, invoked: Int, line: Int
  ) throws(HistoryFileError) {
    let (argument, second) = try arguments(kind, input, line: line)
    operations.append(
      try RecordedOperation(
        client: Self.number(ofClient: client, line: line), kind: kind,
        key: values.number(of: key), argument: argument, secondArgument: second,
        invoked: invoked, line: Int32(truncatingIfNeeded: line)))
  }

  private mutating func arguments(
    _ kind: OperationKind, _ input: Datum, line: Int
  ) throws(HistoryFileError) -> (Int32, Int32) {
    if input.isTransaction {
      throw OperationNames.transaction("'\(kind.name)' of \(input)", line: line)
    }
    switch kind.arity {
    case .none:
      if input != .null { answers.given[operations.count] = input }
      return (ValueTable.null, ValueTable.null)
    case .optional, .one: return (values.number(of: input), ValueTable.null)
    case .two:
      guard case .list(let pair) = input, pair.count == 2 else {
        throw HistoryFileError(
          line: line,
          "a cas needs two values, [expected new], or [key [expected new]]; here is \(input)")
      }
      return (values.number(of: pair[0]), values.number(of: pair[1]))
    }
  }

  /// The number of a client, for a record of an operation.
  ///
  /// - Throws: `HistoryFileError` if it is too large.
  private static func number(ofClient client: Int, line: Int) throws(HistoryFileError) -> Int32 {
    guard let number = Int32(exactly: client) else {
      throw HistoryFileError(
        line: line, "the client \(client) is not within \(Int32.min)...\(Int32.max)")
    }
    return number
  }

  private mutating func place(of client: Int) -> Int {
    let place = places.number(of: client)
    if place == clients.count { clients.append(.idle) }
    return place
  }
}
