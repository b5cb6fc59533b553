import PaxcheckConsistency

/// Recorded operations in the words of a specification.
protocol Translation {
  associatedtype Specification: SequentialSpecification

  init(values: ValueTable)

  var initial: Specification { get }
  func operation(_ recorded: RecordedOperation) -> Specification.Operation
  /// The answer of an operation that has one.
  func response(_ recorded: RecordedOperation) -> Specification.Response
  func text(of response: Specification.Response) -> String
}

struct RegisterTranslation: Translation {
  let values: ValueTable

  var initial: CompareAndSetRegister<Int32> { CompareAndSetRegister(ValueTable.initial) }

  func operation(_ recorded: RecordedOperation) -> CompareAndSetRegister<Int32>.Operation {
    switch recorded.kind {
    case .write: .write(recorded.argument)
    case .compareAndSet:
      .compareAndSet(expected: recorded.argument, new: recorded.secondArgument)
    default: .read
    }
  }

  func response(_ recorded: RecordedOperation) -> CompareAndSetRegister<Int32>.Response {
    switch recorded.kind {
    case .write: .written
    case .compareAndSet: .compared(recorded.outcome == .succeeded)
    default: .value(recorded.output)
    }
  }

  func text(of response: CompareAndSetRegister<Int32>.Response) -> String {
    if case .value(let value) = response { return values.text(value) }
    return response.description
  }
}

/// Registers under keys.
struct MapTranslation: Translation {
  typealias Register = CompareAndSetRegister<Int32>

  struct Request: Hashable {
    let key: Int32
    let operation: Register.Operation
  }

  struct Registers: SequentialSpecification {
    private var registers: [Int32: Register] = [:]

    mutating func apply(_ request: Request) -> Register.Response {
      registers[request.key, default: Register(ValueTable.initial)].apply(request.operation)
    }

    static func effect(
      of request: Request, answered response: Register.Response?
    ) -> OperationEffect {
      Register.effect(of: request.operation, answered: response)
    }
  }

  private let register: RegisterTranslation

  init(values: ValueTable) { register = RegisterTranslation(values: values) }

  var initial: Registers { Registers() }

  func operation(_ recorded: RecordedOperation) -> Request {
    Request(key: recorded.key, operation: register.operation(recorded))
  }

  func response(_ recorded: RecordedOperation) -> Register.Response { register.response(recorded) }

  func text(of response: Register.Response) -> String { register.text(of: response) }
}

/// Texts under keys, which are put, compared and appended to.
struct TextTranslation: Translation {
  struct Texts: SequentialSpecification {
    enum Step: Hashable {
      case get
      case put(String)
      case append(String)
      case compareAndSet(String, String)
    }

    enum Response: Hashable {
      case text(String)
      case done, refused
    }

    var texts: [Int32: String] = [:]

    mutating func apply(_ request: Request) -> Response {
      let text = texts[request.key, default: ""]
      switch request.step {
      case .get: return .text(text)
      case .put(let new): texts[request.key] = new
      case .append(let more): texts[request.key] = text + more
      case .compareAndSet(let expected, let new):
        guard text == expected else { return .refused }
        texts[request.key] = new
      }
      return .done
    }

    static func effect(of request: Request, answered response: Response?) -> OperationEffect {
      switch request.step {
      case .get: .none
      case .put: .overwrite
      case .append, .compareAndSet: response == .refused ? .none : .update
      }
    }
  }

  struct Request: Hashable {
    let key: Int32
    let step: Texts.Step
  }

  let values: ValueTable

  var initial: Texts { Texts() }

  func operation(_ recorded: RecordedOperation) -> Request {
    let argument = values.string(recorded.argument)
    let step: Texts.Step =
      switch recorded.kind {
      case .write: .put(argument)
      case .append: .append(argument)
      case .compareAndSet: .compareAndSet(argument, values.string(recorded.secondArgument))
      default: .get
      }
    return Request(key: recorded.key, step: step)
  }

  func response(_ recorded: RecordedOperation) -> Texts.Response {
    if recorded.kind == .read { return .text(values.string(recorded.output)) }
    return recorded.outcome == .refused ? .refused : .done
  }

  func text(of response: Texts.Response) -> String {
    switch response {
    case .text(let text): "\"\(text)\""
    case .done: "ok"
    case .refused: "fail"
    }
  }
}

struct QueueTranslation: Translation {
  let values: ValueTable

  var initial: FIFOQueue<Int32> { FIFOQueue() }

  func operation(_ recorded: RecordedOperation) -> FIFOQueue<Int32>.Operation {
    recorded.kind == .enqueue ? .enqueue(recorded.argument) : .dequeue
  }

  func response(_ recorded: RecordedOperation) -> FIFOQueue<Int32>.Response {
    recorded.kind == .enqueue ? .enqueued : .dequeued(values.value(recorded))
  }

  func text(of response: FIFOQueue<Int32>.Response) -> String {
    if case .dequeued(let value?) = response { return values.text(value) }
    return response.description
  }
}

struct StackTranslation: Translation {
  let values: ValueTable

  var initial: Stack<Int32> { Stack() }

  func operation(_ recorded: RecordedOperation) -> Stack<Int32>.Operation {
    recorded.kind == .push ? .push(recorded.argument) : .pop
  }

  func response(_ recorded: RecordedOperation) -> Stack<Int32>.Response {
    recorded.kind == .push ? .pushed : .popped(values.value(recorded))
  }

  func text(of response: Stack<Int32>.Response) -> String {
    if case .popped(let value?) = response { return values.text(value) }
    return response.description
  }
}

struct SetTranslation: Translation {
  let values: ValueTable

  var initial: ElementSet<Datum> { ElementSet() }

  func operation(_ recorded: RecordedOperation) -> ElementSet<Datum>.Operation {
    switch recorded.kind {
    case .add: .add(values[recorded.argument])
    case .remove: .remove(values[recorded.argument])
    case .contains: .contains(values[recorded.argument])
    default: .read
    }
  }

  func response(_ recorded: RecordedOperation) -> ElementSet<Datum>.Response {
    let output = values[recorded.output]
    switch (recorded.kind, output) {
    case (.read, _): return .elements(Set(output.elements ?? []))
    case (.contains, .boolean(let answer)): return .contains(answer)
    case (_, .boolean(let answer)): return .changed(answer)
    default: return .done
    }
  }

  func text(of response: ElementSet<Datum>.Response) -> String { response.description }
}

struct CounterTranslation: Translation {
  let values: ValueTable

  var initial: Counter { Counter() }

  func operation(_ recorded: RecordedOperation) -> Counter.Operation {
    recorded.kind == .add ? .add(values[recorded.argument].integerValue ?? 1) : .read
  }

  func response(_ recorded: RecordedOperation) -> Counter.Response {
    recorded.kind == .add ? .added : .value(values[recorded.output].integerValue ?? 0)
  }

  func text(of response: Counter.Response) -> String { response.description }
}

struct LogTranslation: Translation {
  let values: ValueTable

  var initial: AppendOnlyLog<Datum> { AppendOnlyLog() }

  func operation(_ recorded: RecordedOperation) -> AppendOnlyLog<Datum>.Operation {
    recorded.kind == .append ? .append(values[recorded.argument]) : .read
  }

  func response(_ recorded: RecordedOperation) -> AppendOnlyLog<Datum>.Response {
    guard recorded.kind == .append else { return .entries(values[recorded.output].elements ?? []) }
    return values[recorded.output].integerValue.map { .index($0) } ?? .appended
  }

  func text(of response: AppendOnlyLog<Datum>.Response) -> String { response.description }
}

struct MutexTranslation: Translation {
  let values: ValueTable

  var initial: ExclusiveLock { ExclusiveLock() }

  func operation(_ recorded: RecordedOperation) -> ExclusiveLock.Operation {
    recorded.kind == .acquire ? .acquire : .release
  }

  func response(_ recorded: RecordedOperation) -> ExclusiveLock.Response {
    recorded.outcome == .refused ? .refused : .done
  }

  func text(of response: ExclusiveLock.Response) -> String { response.description }
}

extension ValueTable {
  /// The value that an operation took out, or `nil` if there was none.
  fileprivate func value(_ recorded: RecordedOperation) -> Int32? {
    recorded.output == Self.initial ? nil : recorded.output
  }

  /// The text that a value is; empty for `nil`.
  func string(_ number: Int32) -> String {
    switch self[number] {
    case .null: ""
    case .string(let text): text
    case let other: other.description
    }
  }
}
