import PaxcheckConsistency

extension ObjectDefinition {
  static let mutex = ObjectDefinition(
    operations: [
      Operation(
        kind: .acquire, names: ["acquire", "lock", "try-lock", "try-acquire"], argument: .null,
        answer: .null, usage: "acquire > ok or fail"),
      Operation(
        kind: .release, names: ["release", "unlock"], argument: .null, answer: .null,
        usage: "release > ok or fail"),
    ], fresh: "free", initial: ([.boolean, .text], "held"),
    translation: { MutexTranslation(values: $0, initial: $1) })

  /// A lock whose holders are told numbers that increase.
  static let fencedLock = ObjectDefinition(
    operations: [
      Operation(
        kind: .acquire, names: ["acquire", "lock", "try-lock", "try-acquire"], argument: .null,
        answer: [.null, .integer], usage: "acquire > TOKEN or fail"),
      Operation(
        kind: .release, names: ["release", "unlock"], argument: [.null, .integer], answer: .null,
        usage: "release TOKEN > ok or fail"),
    ], fresh: "free", initial: (.integer, "41"),
    translation: { FencedLockTranslation(values: $0, initial: $1) })
}

struct MutexTranslation: Translation {
  let initial: ExclusiveLock

  init(values: ValueTable, initial: InitialState) {
    var lock = ExclusiveLock()
    lock.isHeld = values[initial.value] == .boolean(true) || values[initial.value].name == "held"
    self.initial = lock
  }

  var allStates: [ExclusiveLock] {
    var other = initial
    other.isHeld.toggle()
    return [initial, other]
  }

  func operation(_ recorded: RecordedOperation) -> ExclusiveLock.Operation {
    recorded.kind == .acquire ? .acquire : .release
  }

  func response(_ recorded: RecordedOperation) -> ExclusiveLock.Response {
    recorded.outcome == .refused ? .refused : .done
  }

  func text(of response: ExclusiveLock.Response) -> String { response.description }
}

struct FencedLockTranslation: Translation {
  let values: ValueTable
  let initial: FencedLock

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = FencedLock(lastToken: values[initial.value].integerValue ?? .min)
  }

  func operation(_ recorded: RecordedOperation) -> FencedLock.Operation {
    recorded.kind == .acquire ? .acquire : .release(values[recorded.argument].integerValue)
  }

  func response(_ recorded: RecordedOperation) -> FencedLock.Response {
    if recorded.outcome == .refused { return .refused }
    if recorded.kind == .release { return .released }
    return .acquired(values[recorded.output].integerValue)
  }

  func text(of response: FencedLock.Response) -> String { response.description }
}
