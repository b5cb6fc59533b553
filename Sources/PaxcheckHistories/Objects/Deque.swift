import PaxcheckConsistency

extension ObjectDefinition {
  static let deque = ObjectDefinition(
    operations: [
      Operation(
        kind: .pushFront,
        names: [
          "push-front", "add-first", "offer-first", "put-first", "lpush", "append-left", "unshift",
        ],
        argument: .some, answer: .null, usage: "push-front VALUE"),
      Operation(
        kind: .pushBack, names: ["push-back", "add-last", "offer-last", "put-last", "rpush"],
        argument: .some, answer: .null, usage: "push-back VALUE"),
      Operation(
        kind: .popFront,
        names: [
          "pop-front", "poll-first", "remove-first", "take-first", "lpop", "pop-left", "shift",
        ],
        argument: .null, answer: .any, usage: "pop-front > VALUE or empty"),
      Operation(
        kind: .popBack, names: ["pop-back", "poll-last", "remove-last", "take-last", "rpop"],
        argument: .null, answer: .any, usage: "pop-back > VALUE or empty"),
    ], fresh: "empty", initial: (.list, "[1 2]"),
    translation: { DequeTranslation(values: $0, initial: $1) })
}

struct DequeTranslation: Translation {
  typealias Deque = DoubleEndedQueue<Int32>

  let values: ValueTable
  let initial: Deque

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = Deque(values.elements(of: initial.value))
  }

  func operation(_ recorded: RecordedOperation) -> Deque.Operation {
    switch recorded.kind {
    case .pushFront: .pushFront(recorded.argument)
    case .pushBack: .pushBack(recorded.argument)
    case .popFront: .popFront
    default: .popBack
    }
  }

  func response(_ recorded: RecordedOperation) -> Deque.Response {
    recorded.kind.takesOut ? .popped(values.taken(by: recorded)) : .pushed
  }

  func text(of response: Deque.Response) -> String {
    if case .popped(let value?) = response { return values.text(value) }
    return response.description
  }
}
