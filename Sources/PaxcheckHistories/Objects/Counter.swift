import PaxcheckConsistency

extension ObjectDefinition {
  static let counter = ObjectDefinition(
    operations: [
      Operation(
        kind: .add,
        names: [
          "add", "inc", "incr", "increment", "add-and-get", "increment-and-get", "incrby",
        ], argument: [.null, .integer], answer: [.null, .integer],
        usage: "add NUMBER > VALUE AFTER"),
      Operation(
        kind: .subtract,
        names: [
          "subtract", "sub", "dec", "decr", "decrement", "decrement-and-get", "decrby",
        ], argument: [.null, .integer], answer: [.null, .integer],
        usage: "subtract NUMBER > VALUE AFTER"),
      Operation(
        kind: .fetchAndAdd,
        names: [
          "fetch-and-add", "fetch-add", "faa", "get-and-add", "get-and-increment",
          "fetch-and-increment",
          "get-and-inc", "fetch-and-inc",
        ], argument: [.null, .integer], answer: .integer,
        usage: "fetch-and-add NUMBER > VALUE BEFORE"),
      Operation(
        kind: .read, names: ["read", "r", "get", "load"], argument: .null, answer: .integer,
        usage: "read > VALUE"),
    ], fresh: "0", initial: (.integer, "5"),
    translation: { CounterTranslation(values: $0, initial: $1) })
}

struct CounterTranslation: Translation {
  let values: ValueTable
  let initial: Counter

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = Counter(values[initial.value].integerValue ?? 0)
  }

  func operation(_ recorded: RecordedOperation) -> Counter.Operation {
    let amount = values[recorded.argument].integerValue ?? 1
    return switch recorded.kind {
    case .read: .read
    case .fetchAndAdd: .fetchAndAdd(amount)
    default:
      recorded.output == ValueTable.null
        ? .add(recorded.kind == .add ? amount : 0 &- amount)
        : .addAndFetch(recorded.kind == .add ? amount : 0 &- amount)
    }
  }

  func response(_ recorded: RecordedOperation) -> Counter.Response {
    values[recorded.output].integerValue.map { .value($0) } ?? .added
  }

  func text(of response: Counter.Response) -> String { response.description }
}
