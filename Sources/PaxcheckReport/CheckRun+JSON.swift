import PaxcheckCatalogue
public import PaxcheckJSON
import PaxcheckModel
import PaxcheckTrace

extension CheckRun {
  /// The report for programs. The key `version` changes when the meaning of another one does.
  public var json: JSONValue {
    let statistics = report.statistics
    var members: [String: JSONValue] = [
      "version": 1,
      "command": .string(command),
      "model": .string(report.model),
      "parameters": report.arguments.json,
      "uniqueStates": .integer(statistics.uniqueStates),
      "generatedStates": .integer(statistics.generatedStates),
      "maxDepth": .integer(statistics.maxDepth),
      "boundaryCuts": .integer(statistics.boundaryCuts),
      "complete": .bool(statistics.isComplete),
      "properties": .array(report.properties.map(json)),
      "warnings": .array(report.warnings.map { .string($0) }),
      "engine": .object(statistics.engineFigures.mapValues { .integer($0) }),
      "actions": .object(statistics.actionCounts.mapValues { .integer($0) }),
      "seconds": .seconds(elapsed),
      "threads": .integer(threads),
      "peakMemoryBytes": .integer(peakMemoryBytes),
    ]
    if !report.reductions.isEmpty { members["reductions"] = report.reductions.json }
    if let scenario = report.focus.scenario { members["scenario"] = .string(scenario) }
    if let prefix = report.focus.prefix { members["givenSteps"] = .integer(prefix.steps.count) }
    if let seed {
      // A string, because many readers of JSON round large numbers.
      members["seed"] = .string(String(seed))
      members["runs"] = .integer(statistics.runs)
    }
    return .object(members)
  }

  private func json(of property: PropertyReport) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(property.claim.name),
      "expectation": .string(property.claim.expectation.rawValue),
      "verdict": .string(property.verdict),
      "qualifier": property.qualifier.map { .string($0) } ?? .null,
      "reason": (property.undecidedReason?.description ?? property.diagnosis?.headline).map {
        .string($0)
      } ?? .null,
      "run": property.run.map { .integer($0) } ?? .null,
      "steps": property.steps.map { .integer($0) } ?? .null,
      "trace": property.trace.map { .string($0.description) } ?? .null,
      "traceFile": traceFiles[property.claim.name].map { .string($0) } ?? .null,
    ]
    if let diagnosis = property.diagnosis {
      members["violation"] = diagnosis.violation.map { .string($0) } ?? .null
      members["details"] = .array(diagnosis.details.map { .string($0) })
    }
    if let fairness = property.fairness {
      members["fairness"] = .array(fairness.rules.map { .string($0) })
      members["starved"] = .array(fairness.starved.map { .string($0) })
      members["advice"] = fairness.advice.map { .string($0) } ?? .null
    }
    return .object(members)
  }
}

extension Arguments {
  /// The values by name, numbers and flags as such.
  var json: JSONValue {
    .object(
      Dictionary(
        parameters.map { parameter in
          let value: JSONValue =
            switch parameter.domain {
            case .integer: .integer(integer(parameter.name))
            case .flag: .bool(flag(parameter.name))
            case .list: .array(list(parameter.name).map { .integer($0) })
            case .choice: .string(choice(parameter.name))
            }
          return (parameter.name, value)
        }, uniquingKeysWith: { first, _ in first }))
  }
}
