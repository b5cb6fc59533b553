import PaxcheckConsistency

extension ObjectDefinition {
  static let queue = ObjectDefinition(
    operations: [
      Operation(
        kind: .enqueue, names: ["enqueue", "enq", "offer", "put", "send"],
        otherNames: ["push", "add"], argument: .some, answer: .null,
        usage: "enqueue VALUE"),
      Operation(
        kind: .dequeue, names: ["dequeue", "deq", "poll", "take", "receive"],
        otherNames: ["pop", "get"], argument: .null, answer: .any,
        usage: "dequeue > VALUE or empty"),
    ], fresh: "empty", initial: (.list, "[1 2]"),
    translation: { QueueTranslation(values: $0, initial: $1) })
}

struct QueueTranslation: Translation {
  let values: ValueTable
  let initial: FIFOQueue<Int32>

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = FIFOQueue(values.elements(of: initial.value))
  }

  func operation(_ recorded: RecordedOperation) -> FIFOQueue<Int32>.Operation {
    recorded.kind == .enqueue ? .enqueue(recorded.argument) : .dequeue
  }

  func response(_ recorded: RecordedOperation) -> FIFOQueue<Int32>.Response {
    recorded.kind == .enqueue ? .enqueued : .dequeued(values.taken(by: recorded))
  }

  func text(of response: FIFOQueue<Int32>.Response) -> String {
    if case .dequeued(let value?) = response { return values.text(value) }
    return response.description
  }
}
