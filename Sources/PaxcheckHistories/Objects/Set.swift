import PaxcheckConsistency

extension ObjectDefinition {
  static let set = ObjectDefinition(
    operations: [
      Operation(
        kind: .add, names: ["add", "insert", "sadd"], argument: .any, answer: [.null, .boolean],
        usage: "add ELEMENT > whether it was new"),
      Operation(
        kind: .remove, names: ["remove", "delete", "srem", "discard"], argument: .any,
        answer: [.null, .boolean], usage: "remove ELEMENT > whether it was there"),
      Operation(
        kind: .contains, names: ["contains", "has", "member", "is-member", "sismember"],
        argument: .any, answer: .boolean, usage: "contains ELEMENT > true or false"),
      Operation(
        kind: .read, names: ["read", "r", "get", "elements", "members", "smembers"],
        argument: .null, answer: [.null, .list], usage: "read > ELEMENTS"),
    ], fresh: "empty", initial: (.list, "[1 2]"),
    translation: { SetTranslation(values: $0, initial: $1) })
}

struct SetTranslation: Translation {
  let values: ValueTable
  let initial: ElementSet<Datum>

  init(values: ValueTable, initial: InitialState) {
    self.values = values
    self.initial = ElementSet(Set(values[initial.value].elements ?? []))
  }

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
