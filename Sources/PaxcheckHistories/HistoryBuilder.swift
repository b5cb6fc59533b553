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
    let key: Datum
    let value: Datum
    let line: Int
  }

  /// What a client is up to.
  private enum Client {
    case idle
    case waiting(operation: Int)
    /// It may not act any more since this line.
    case lost(line: Int)
  }

  private(set) var operations: [RecordedOperation] = []
  var values = ValueTable()
  /// The names of the clients under their numbers, if they have any.
  var clientNames: [String] = []
  /// Whether a failed operation took effect and was refused, rather than not having happened.
  let failuresTookEffect: Bool
  private var clients: [Client] = []
  /// The place of each client among them.
  private var places: [Int: Int] = [:]
  private var dropped: Set<Int> = []
  private var moment = 0
  /// Whether the moments are those of a clock, and not places in a list of events.
  private var hasClock = false

  init(failuresTookEffect: Bool) { self.failuresTookEffect = failuresTookEffect }

  mutating func add(_ event: Event) throws(HistoryFileError) {
    moment += 1
    guard let kind = OperationKind(name: event.operation) else {
      throw HistoryFileError(
        line: event.line,
        "unknown operation '\(event.operation)'; known are: "
          + OperationKind.allCases.map(\.name).joined(separator: ", "))
    }
    if event.phase == .invocation {
      try invoke(event, kind)
    } else {
      try complete(event, kind)
    }
  }

  /// Adds an operation that was timed by a clock.
  mutating func add(_ operation: RecordedOperation) {
    operations.append(operation)
    hasClock = true
  }

  /// The number of a client, for a record of an operation.
  ///
  /// - Throws: `HistoryFileError` if it is too large.
  static func number(ofClient client: Int, line: Int) throws(HistoryFileError) -> Int32 {
    guard let number = Int32(exactly: client) else {
      throw HistoryFileError(
        line: line, "the client \(client) is not within \(Int32.min)...\(Int32.max)")
    }
    return number
  }

  private mutating func invoke(_ event: Event, _ kind: OperationKind) throws(HistoryFileError) {
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
    let (argument, second) = try arguments(of: event, kind)
    clients[place] = .waiting(operation: operations.count)
    operations.append(
      try RecordedOperation(
        client: Self.number(ofClient: event.client, line: event.line), kind: kind,
        key: values.number(of: event.key), argument: argument, secondArgument: second,
        invoked: moment, line: Int32(truncatingIfNeeded: event.line)))
  }

  private mutating func complete(_ event: Event, _ kind: OperationKind) throws(HistoryFileError) {
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
    if event.phase == .success {
      let operation = operations[index]
      try Self.checkRepetition(event, of: operation, about: values[operation.argument])
    }
    clients[place] = event.phase == .unknown ? .lost(line: event.line) : .idle
    switch event.phase {
    case .invocation, .unknown: break
    case .success:
      operations[index].outcome = .succeeded
      operations[index].returned = moment
      if kind == .add || kind == .remove {
        // A client that learns no more than that it worked repeats the argument.
        operations[index].output = values.number(of: event.value.isBoolean ? event.value : .null)
      } else if kind == .append {
        let isIndex = event.value != values[operations[index].argument]
        operations[index].output = values.number(of: isIndex ? event.value : .null)
      } else if operations[index].argument == 0 || kind == .contains {
        operations[index].output = values.number(of: event.value)
      }
    case .failure:
      if failuresTookEffect && kind.canBeRefused {
        operations[index].outcome = .refused
        operations[index].returned = moment
      } else {
        dropped.insert(index)
      }
    }
  }

  /// What puts a value somewhere returns with no other value.
  private static func checkRepetition(
    _ event: Event, of operation: RecordedOperation, about value: Datum
  ) throws(HistoryFileError) {
    guard [.write, .enqueue, .push].contains(operation.kind) else { return }
    switch event.value {
    case .null, .boolean, .symbol("ok"), .keyword("ok"), value: return
    default:
      throw HistoryFileError(
        line: event.line,
        "client \(event.client) returns from '\(event.operation)' with \(event.value), but what it has "
          + "in flight since line \(operation.line) is about \(value)")
    }
  }

  private mutating func place(of client: Int) -> Int {
    if let known = places[client] { return known }
    places[client] = clients.count
    clients.append(.idle)
    return clients.count - 1
  }

  private mutating func arguments(
    of event: Event, _ kind: OperationKind
  ) throws(HistoryFileError) -> (Int32, Int32) {
    switch kind {
    case .read, .dequeue, .pop, .acquire, .release: return (0, 0)
    case .compareAndSet:
      guard case .list(let pair) = event.value, pair.count == 2 else {
        throw HistoryFileError(
          line: event.line, "a cas needs two values, [expected new]; here is \(event.value)")
      }
      return (values.number(of: pair[0]), values.number(of: pair[1]))
    case .write, .append, .enqueue, .push, .add, .remove, .contains:
      return (values.number(of: event.value), 0)
    }
  }

  /// The history, of a given kind of object or of the one that has its operations.
  consuming func finish(_ object: ObjectKind?) throws(HistoryFileError) -> RecordedHistory {
    if !dropped.isEmpty {
      operations = operations.indices.filter { !dropped.contains($0) }.map { operations[$0] }
    }
    let object = object ?? Self.detect(operations, values)
    let known = object.operations
    if let alien = operations.first(where: { !known.contains($0.kind) }) {
      throw HistoryFileError(
        line: Int(alien.line), "a \(object.rawValue) has no operation '\(alien.kind.name)'")
    }
    for operation in operations { try object.check(operation, values) }
    var history = RecordedHistory(
      object: object, operations: operations, values: values, clientNames: clientNames)
    if object == .map { history.unifyValues() }
    if hasClock { history.operations.separateMoments() }
    return history
  }

  private static func detect(
    _ operations: [RecordedOperation], _ values: ValueTable
  ) -> ObjectKind {
    let kinds = OperationKinds(operations.lazy.map(\.kind))
    let hasKeys = operations.contains { $0.key != 0 }
    let readsLists = operations.contains { $0.kind == .read && values[$0.output].elements != nil }
    if kinds.contains(.append) { return readsLists && !hasKeys ? .log : .map }
    if kinds.contains(.add) || kinds.contains(.remove) || kinds.contains(.contains) {
      return kinds.isSubset(of: [.add, .read]) && !readsLists ? .counter : .set
    }
    return ObjectKind.allCases.first { object in
      (object == .map) == hasKeys && kinds.isSubset(of: object.operations)
    } ?? .casRegister
  }
}
