import PaxcheckConsistency

extension ObjectDefinition {
  static let stack = ObjectDefinition(
    operations: [
      Operation(
        kind: .push, names: ["push"], otherNames: ["put", "add"], argument: .some, answer: .null,
        usage: "push VALUE"),
      Operation(
        kind: .pop, names: ["pop", "try-pop"], otherNames: ["take", "get", "poll"], argument: .null,
        answer: .any, usage: "pop > VALUE or empty"),
    ], fresh: "empty", initial: (.list, "[1 2]"),
    translation: { StackTranslation(values: $0, initial: $1) })
}

struct StackTranslation: Translation {
  let values: ValueTable
  let initial: Stack<Int32>

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = Stack(values.elements(of: initial.value))
  }

  func operation(_ recorded: RecordedOperation) -> Stack<Int32>.Operation {
    recorded.kind == .push ? .push(recorded.argument) : .pop
  }

  func response(_ recorded: RecordedOperation) -> Stack<Int32>.Response {
    recorded.kind == .push ? .pushed : .popped(values.taken(by: recorded))
  }

  func text(of response: Stack<Int32>.Response) -> String {
    if case .popped(let value?) = response { return values.text(value) }
    return response.description
  }
}
