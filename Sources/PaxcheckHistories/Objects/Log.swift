import PaxcheckConsistency

extension ObjectDefinition {
  static let log = ObjectDefinition(
    operations: [
      Operation(
        kind: .append, names: ["append"], otherNames: ["add", "put"], argument: .any,
        answer: [.null, .integer], usage: "append ENTRY > INDEX"),
      Operation(
        kind: .read, names: ["read", "r", "get"], argument: .null, answer: [.null, .list],
        usage: "read > ENTRIES"),
    ], fresh: "empty", initial: (.list, "[1 2]"),
    translation: { LogTranslation(values: $0, initial: $1) })
}

struct LogTranslation: Translation {
  let values: ValueTable
  let initial: AppendOnlyLog<Datum>

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = AppendOnlyLog(
      values[initial.value].elements ?? [], firstIndex: initial.firstIndex)
  }

  func operation(_ recorded: RecordedOperation) -> AppendOnlyLog<Datum>.Operation {
    recorded.kind == .append ? .append(values[recorded.argument]) : .read
  }

  func response(_ recorded: RecordedOperation) -> AppendOnlyLog<Datum>.Response {
    guard recorded.kind == .append else { return .entries(values[recorded.output].elements ?? []) }
    return values[recorded.output].integerValue.map { .index($0) } ?? .appended
  }

  func text(of response: AppendOnlyLog<Datum>.Response) -> String { response.description }
}
