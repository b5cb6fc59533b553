import PaxcheckConsistency

extension ObjectDefinition {
  /// Registers under keys, or texts that are appended to.
  static let map = ObjectDefinition(
    operations: casRegister.operations.map { operation in
      var operation = operation
      operation.usage = usages[operation.kind] ?? operation.usage
      return operation
    } + [
      Operation(
        kind: .append, names: ["append"], argument: .any, answer: .null, usage: "append KEY TEXT")
    ], fresh: "nil", initial: (.any, "0"),
    translation: { RegisterTranslation(values: $0, initial: $1) })
}

private let usages: [OperationKind: String] = [
  .read: "get KEY > VALUE", .write: "put KEY VALUE",
  .compareAndSet: "cas KEY EXPECTED NEW > ok or fail",
  .swap: "swap KEY VALUE > VALUE BEFORE",
]

/// A text that is put, compared and appended to.
struct TextTranslation: Translation {
  struct Text: SequentialSpecification {
    enum Operation: Hashable {
      case get
      case put(String)
      case swap(String)
      case append(String)
      case compareAndSet(String, String)
    }

    enum Response: Hashable {
      case text(String)
      case done, refused
    }

    var text: String

    mutating func apply(_ operation: Operation) -> Response {
      let before = text
      switch operation {
      case .get: return .text(text)
      case .put(let new): text = new
      case .swap(let new):
        text = new
        return .text(before)
      case .append(let more): text += more
      case .compareAndSet(let expected, let new):
        guard text == expected else { return .refused }
        text = new
      }
      return .done
    }

    static func effect(of operation: Operation, answered response: Response?) -> OperationEffect {
      switch operation {
      case .get: .none
      case .put: .overwrite
      case .swap: response == nil ? .overwrite : .update
      case .append, .compareAndSet: response == .refused ? .none : .update
      }
    }
  }

  let values: ValueTable
  let initial: Text

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = Text(text: values.string(initial.value))
  }

  func operation(_ recorded: RecordedOperation) -> Text.Operation {
    let argument = values.string(recorded.argument)
    return switch recorded.kind {
    case .write: .put(argument)
    case .swap: .swap(argument)
    case .append: .append(argument)
    case .compareAndSet: .compareAndSet(argument, values.string(recorded.secondArgument))
    default: .get
    }
  }

  func response(_ recorded: RecordedOperation) -> Text.Response {
    if recorded.kind == .read || recorded.kind == .swap {
      return .text(values.string(recorded.output))
    }
    return recorded.outcome == .refused ? .refused : .done
  }

  func text(of response: Text.Response) -> String {
    switch response {
    case .text(let text): "\"\(text)\""
    case .done: "ok"
    case .refused: "fail"
    }
  }
}

extension ValueTable {
  /// The text that a value is; empty for `nil`.
  func string(_ number: Int32) -> String {
    switch self[number] {
    case .null: ""
    case .string(let text): text
    case let other: other.description
    }
  }
}
