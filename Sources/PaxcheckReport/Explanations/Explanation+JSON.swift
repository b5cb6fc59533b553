package import PaxcheckExplanation
package import PaxcheckJSON
import PaxcheckModel
import PaxcheckTrace

extension Explanation {
  /// The explanation for programs.
  package var json: JSONValue {
    .object([
      "model": .string(trace.model.name),
      "parameters": .object(
        Dictionary(
          trace.model.assignments.map { ($0.name, .string($0.value)) }, uniquingKeysWith: { $1 })),
      "property": .string(trace.property),
      "expectation": .string(trace.expectation.rawValue),
      "verdict": .string(verdict),
      "decidedAfter": decision.map { .integer($0) } ?? .null,
      "reason": diagnosis.map { .string($0.headline) } ?? .null,
      "violation": diagnosis?.violation.map { .string($0) } ?? .null,
      "details": .array((diagnosis?.details ?? []).map { .string($0) }),
      "loopStart": trace.loopStart.map { .integer($0) } ?? .null,
      "participants": .array(participants.map { .string($0) }),
      "start": momentJSON(after: 0),
      "steps": .array(
        steps.map { step in
          var members = step.members
          members["after"] = momentJSON(after: step.number)
          return .object(members)
        }),
      "pointOfNoReturn": pointOfNoReturn?.json ?? .null,
      "notes": .array(notes.map { .string($0) }),
      "trace": .string(trace.description),
    ])
  }

  /// The state after some steps and the messages on their way, and both as tables that tell what the last
  /// of these steps changed.
  package func momentJSON(after step: Int) -> JSONValue {
    let moment = moments[step]
    return .object([
      "state": .array(
        moment.listing.lines.map { ["place": .string($0.place), "value": .string($0.value)] }),
      "messages": .array(moment.messages.map(\.json)),
      "tables": .array(tables(after: step).map(\.json)),
      "network": network(after: step).json,
    ])
  }
}

extension Explanation.Step {
  /// The step without the state that it leads to.
  package var json: JSONValue { .object(members) }

  fileprivate var members: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "number": .integer(number),
      "action": .string(action),
      "changes": .array(changes.map(\.json)),
    ]
    if let details {
      members["kind"] = .string(details.sort.name)
      members["participant"] = details.place.map { .integer($0) } ?? .null
      members["label"] = .string(details.label)
      members["message"] = details.message?.json ?? .null
      members["sentIn"] = sentIn.map { .integer($0) } ?? .null
      members["causes"] = .array(causes.map { .integer($0) })
      members["sent"] = .array(details.sent.map(\.json))
      members["recorded"] = .array(recorded.map { .string($0) })
    }
    return members
  }
}

extension StateDifference.Change {
  package var json: JSONValue {
    .object([
      "place": .string(place), "old": old.map { .string($0) } ?? .null,
      "new": new.map { .string($0) } ?? .null,
    ])
  }
}

extension Transmission {
  package var json: JSONValue {
    ["from": .integer(source), "to": .integer(destination), "message": .string(message)]
  }
}

extension PointOfNoReturn {
  fileprivate var json: JSONValue {
    switch self {
    case .after(let step, let alternative):
      [
        "step": .integer(step), "isExact": true,
        "alternative": alternative.map { .string($0) } ?? .null,
      ]
    case .atLatest(let step, let reason):
      ["step": .integer(step), "isExact": false, "reason": .string(reason.description)]
    }
  }
}

extension StateTable {
  fileprivate var json: JSONValue {
    ["title": .string(title ?? "state"), "rows": .array(rows.map(\.json))]
  }
}

extension StateTable.Row {
  fileprivate var json: JSONValue {
    .object([
      "depth": .integer(depth), "name": .string(name),
      "value": value.map { .string($0) } ?? .null, "before": before.map { .string($0) } ?? .null,
      "change": change.map { .string($0.rawValue) } ?? .null,
    ])
  }
}

extension NetworkTable {
  fileprivate var json: JSONValue {
    .array(
      rows.map { row in
        .object([
          "from": .integer(row.message.source), "to": .integer(row.message.destination),
          "message": .string(row.message.message),
          "change": row.change.map { .string($0.rawValue) } ?? .null,
        ])
      })
  }
}
