import PaxcheckModel

/// What recorders call operations.
enum OperationNames {
  /// A name without what differs between languages: `getAndSet`, `get_and_set` and `get-and-set` are one.
  static func normalized(_ name: String) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" }
  }

  private static let kinds: [String: OperationKind] = {
    let operations = ObjectKind.allCases.flatMap(\.definition.operations)
    let usual = operations.flatMap { operation in
      operation.names.map { (normalized($0), operation.kind) }
    }
    return Dictionary(usual) { first, _ in first }
  }()

  /// The kind of operation with a name that is written as `normalized(_:)` writes it, whatever the object.
  static func kind(of name: String) -> OperationKind? { kinds[name] }

  /// Whether only counters have operations of this name.
  static func isOfCounter(_ name: String) -> Bool {
    let name = normalized(name)
    return ObjectKind.allCases.allSatisfy { object in
      (object.definition.operation(named: name, isTold: false) != nil) == (object == .counter)
    }
  }

  /// Names of what is about several objects at once, or about the object as a whole.
  private static let transactions: Set<String> = [
    "txn", "tx", "transaction", "transfer", "multi", "multiread", "readall", "snapshot", "scan",
    "batch",
  ]

  /// Says that a name is not known, and what may have been meant.
  static func error(unknown name: String, line: Int) -> HistoryFileError {
    if transactions.contains(normalized(name)) || normalized(name).contains("txn") {
      return transaction("'\(name)'", line: line)
    }
    let known = ObjectKind.allCases.flatMap(\.definition.operations).flatMap(\.names)
    let suggestion = didYouMean(name, among: known)
    return HistoryFileError(
      line: line,
      "unknown operation '\(name)'\(suggestion); 'paxcheck history --help' lists the objects and their "
        + "operations")
  }

  /// Says that something is a transaction.
  static func transaction(_ what: String, line: Int) -> HistoryFileError {
    HistoryFileError(
      line: line,
      "\(what) is a transaction: it is about several keys at once, which is for a checker of "
        + "serializability; here each operation is about one object, as in "
        + "{:f :write, :key 9, :value 2}")
  }
}

extension Datum {
  /// Whether it is a list of small operations, such as `[[:w 9 2] [:r 8 nil]]`.
  var isTransaction: Bool {
    guard case .list(let steps) = self, !steps.isEmpty else { return false }
    return steps.allSatisfy { step in
      guard case .list(let words) = step, 2...4 ~= words.count, let name = words[0].name else {
        return false
      }
      return ["r", "w", "read", "write", "get", "put", "append", "cas", "insert", "delete"]
        .contains(name.lowercased())
    }
  }
}
