package import PaxcheckExplanation
package import PaxcheckJSON
import PaxcheckModel
import PaxcheckTrace

extension Explanation {
  /// The states in the Informal Trace Format, which Apalache and Quint read.
  ///
  /// The variables are the fields of the state. Numbers, texts, lists, sets and maps are what they are
  /// there; a multiset is a map from its elements to how often they are there; a structure is a record, an enumeration a variant (`tag`, `value`), and a value with a
  /// description of its own is that text. What is not there in every state is a variant, `Some` or
  /// `None`, in all of them; a participant is `Present` or `Absent`.
  ///
  /// - SeeAlso: https://apalache-mc.org/docs/adr/015adr-trace.html
  package var itf: JSONValue {
    let states = ITFValue.uniform(moments.map { ITFValue.variables(of: $0.state) })
    var members: [String: JSONValue] = [
      "#meta": [
        "format": "ITF",
        "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
        "source": .string(trace.model.description),
        "status": .string(trace.expectation.kind.asksForExample ? "example" : "violation"),
        "description": .string("\(trace.expectation.rawValue) \(trace.property): \(verdict)"),
      ],
      "vars": .array((states.first ?? []).map { .string($0.name) }),
      "states": .array(
        states.enumerated().map { index, variables in
          var members = Dictionary(
            variables.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
          var meta: [String: JSONValue] = ["index": .integer(index)]
          if index > 0 { meta["action"] = .string(steps[index - 1].action) }
          members["#meta"] = .object(meta)
          return .object(members)
        }),
    ]
    if let start = trace.loopStart { members["loop"] = .integer(start) }
    return .object(members)
  }
}

/// Swift values as values of the Informal Trace Format, by reflection.
enum ITFValue {
  /// The fields of a structure, or the whole value as one variable.
  static func variables(of state: Any) -> [(name: String, value: JSONValue)] {
    let mirror = Mirror(reflecting: state)
    guard mirror.displayStyle == .struct, !mirror.children.isEmpty, !hasOwnText(state) else {
      return [("state", value(state))]
    }
    return fields(mirror)
  }

  /// States that all have the same variables: one that some state lacks is optional.
  static func uniform(
    _ states: [[(name: String, value: JSONValue)]]
  ) -> [[(name: String, value: JSONValue)]] {
    var names: [String] = []
    for variable in states.joined() where !names.contains(variable.name) {
      names.append(variable.name)
    }
    let optional = names.filter { name in !states.allSatisfy { $0.contains { $0.name == name } } }
    return states.map { state in
      names.map { name in
        let found = state.last { $0.name == name }?.value
        guard let found, !optional.contains(name) else { return (name, option(found)) }
        return (name, found)
      }
    }
  }

  static func value(_ subject: Any) -> JSONValue {
    let mirror = Mirror(reflecting: subject)
    // First, because a cast sees through an optional.
    if mirror.displayStyle == .optional {
      return option(mirror.children.first.map { value($0.value) })
    }
    switch subject {
    case let flag as Bool: return .bool(flag)
    case let number as any BinaryInteger: return ["#bigint": .string("\(number)")]
    case let text as String: return .string(text)
    default: break
    }
    if let counts = (subject as? any Multiset)?.counts { return multiset(counts) }
    if hasOwnText(subject) { return .string(String(describing: subject)) }
    let values = mirror.children.map(\.value)
    switch mirror.displayStyle {
    case .collection: return .array(values.map(value))
    case .set: return ["#set": .array(sorted(values.map(value)).withoutRepetitions)]
    case .dictionary: return ["#map": .array(sorted(values.map(pair)))]
    case .tuple: return ["#tup": .array(values.map(value))]
    case .enum: return enumValue(subject, mirror)
    default:
      if mirror.children.isEmpty { return .string(String(describing: subject)) }
      return .object(Dictionary(fields(mirror), uniquingKeysWith: { $1 }))
    }
  }

  /// The elements with their numbers; those that look the same here are counted together.
  private static func multiset(_ counts: [(element: Any, count: Int)]) -> JSONValue {
    var entries: [(element: JSONValue, count: Int)] = []
    for (element, count) in counts.map({ (value($0.element), $0.count) }) {
      if let place = entries.firstIndex(where: { $0.element.text == element.text }) {
        entries[place].count += count
      } else {
        entries.append((element, count))
      }
    }
    return ["#map": .array(sorted(entries.map { .array([$0.element, value($0.count)]) }))]
  }

  private static let unit: JSONValue = ["#tup": []]

  private static func option(_ value: JSONValue?) -> JSONValue {
    value.map { variant("Some", $0) } ?? variant("None", unit)
  }

  private static func variant(_ tag: String, _ value: JSONValue) -> JSONValue {
    ["tag": .string(tag), "value": value]
  }

  private static func enumValue(_ subject: Any, _ mirror: Mirror) -> JSONValue {
    guard let payload = mirror.children.first, let tag = payload.label else {
      return variant(String(describing: subject), unit)
    }
    let parts = Mirror(reflecting: payload.value)
    guard parts.displayStyle == .tuple else { return variant(tag, value(payload.value)) }
    let isLabelled = parts.children.allSatisfy { $0.label.map { $0.first != "." } ?? false }
    return variant(
      tag,
      isLabelled
        ? .object(Dictionary(fields(parts), uniquingKeysWith: { $1 })) : value(payload.value))
  }

  private static func pair(_ entry: Any) -> JSONValue {
    .array(Mirror(reflecting: entry).children.map { value($0.value) })
  }

  /// The fields by their names, as identifiers; one without a name is a participant's own value.
  private static func fields(_ mirror: Mirror) -> [(name: String, value: JSONValue)] {
    mirror.children.map { child in
      guard let name = child.label else { return ("value", presence(child.value)) }
      return (name.replacing(" ", with: "_"), value(child.value))
    }
  }

  private static func presence(_ subject: Any) -> JSONValue {
    (subject as? Absence).map { variant("Absent", .string("\($0)")) }
      ?? variant("Present", value(subject))
  }

  private static func sorted(_ values: [JSONValue]) -> [JSONValue] {
    values.map { ($0, $0.text) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}

extension [JSONValue] {
  /// The values, of those next to each other that read the same the first only.
  fileprivate var withoutRepetitions: [JSONValue] {
    indices.filter { $0 == 0 || self[$0].text != self[$0 - 1].text }.map { self[$0] }
  }
}
