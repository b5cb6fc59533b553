import PaxcheckConsistency

extension ObjectDefinition {
  static let register = ObjectDefinition(
    operations: [read, write], fresh: "nil", initial: (.any, "0"),
    translation: { RegisterTranslation(values: $0, initial: $1) })

  static let casRegister = ObjectDefinition(
    operations: [
      read, write, compareAndSet,
      Operation(
        kind: .swap,
        names: [
          "swap", "get-and-set", "getset", "fetch-and-set", "exchange", "fetch-and-store", "xchg",
        ],
        argument: .any, answer: .any, usage: "swap VALUE > VALUE BEFORE"),
    ], fresh: "nil", initial: (.any, "0"),
    translation: { RegisterTranslation(values: $0, initial: $1) })

  static let read = Operation(
    kind: .read, names: ["read", "r", "get", "load"], argument: .null, answer: .any,
    usage: "read > VALUE")
  static let write = Operation(
    kind: .write, names: ["write", "w", "put", "set", "store"], argument: .any, answer: .null,
    usage: "write VALUE")
  static let compareAndSet = Operation(
    kind: .compareAndSet,
    names: ["cas", "compare-and-set", "compare-and-swap", "compare-exchange", "cmpxchg"],
    argument: .any, answer: .null, usage: "cas EXPECTED NEW > ok or fail")
}

struct RegisterTranslation: Translation {
  typealias Register = CompareAndSetRegister<Int32>

  let values: ValueTable
  let initial: Register

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = Register(initial.value)
  }

  func operation(_ recorded: RecordedOperation) -> Register.Operation {
    switch recorded.kind {
    case .write: .write(recorded.argument)
    case .swap: .swap(recorded.argument)
    case .compareAndSet:
      .compareAndSet(expected: recorded.argument, new: recorded.secondArgument)
    default: .read
    }
  }

  func response(_ recorded: RecordedOperation) -> Register.Response {
    switch recorded.kind {
    case .write: .written
    case .compareAndSet: .compared(recorded.outcome == .succeeded)
    default: .value(recorded.output)
    }
  }

  func text(of response: Register.Response) -> String {
    if case .value(let value) = response { return values.text(value) }
    return response.description
  }
}
