import PaxcheckCatalogue
public import PaxcheckJSON
import PaxcheckModel

extension AuditRun {
  /// The report for programs. The key `version` changes when the meaning of another one does.
  public var json: JSONValue {
    let statistics = audit.report.statistics
    return .object([
      "version": 1,
      "command": "audit",
      "method": method.map { .string($0) } ?? "every state",
      "model": .string(audit.model),
      "uniqueStates": .integer(statistics.uniqueStates),
      "boundaryCuts": .integer(statistics.boundaryCuts),
      "mutations": .array(audit.cases.map(json)),
      "properties": .array(audit.properties.map(json)),
      "actions": .object(statistics.actionCounts.mapValues { .integer($0) }),
      "actionsElsewhere": .array(audit.actionsElsewhere.map { .string($0) }),
      "actionsNowhere": .array(audit.actionsNowhere.map { .string($0) }),
      "memoHits": audit.memoHits.map { .string($0.description) } ?? .null,
      "standstill": audit.standstill?.steps.map { .integer($0) } ?? .null,
      "stopsWhenCaught": .bool(audit.stopsWhenCaught),
      "warnings": .array(audit.report.warnings.map { .string($0) }),
      "reductions": audit.report.reductions.json,
      "seconds": .seconds(elapsed),
      "threads": .integer(threads),
    ])
  }

  private func json(of item: AuditReport.Case) -> JSONValue {
    let statistics = item.evidence.statistics
    var members: [String: JSONValue] = [
      "name": .string(item.mutation.name),
      "at": .array(item.mutation.assignments.map { .string($0) }),
      "scenario": item.mutation.scenario.map { .string($0) } ?? .null,
      "caughtBy": item.mutation.property.map { .string($0) } ?? .null,
      "outcome": .string(item.finding.rawValue),
      "reason": item.complaint.map { .string($0) } ?? .null,
      "look": .string(commandLine(item.mutation)),
      "broken": .array(item.broken.map { .string($0.claim.name) }),
      "steps": item.steps.map { .integer($0) } ?? .null,
      "uniqueStates": .integer(statistics.uniqueStates),
      "runs": .integer(statistics.runs),
      "complete": .bool(statistics.isComplete),
      "seconds": .seconds(item.elapsed),
    ]
    if let second = item.secondOpinion {
      members["keepingDeadMessages"] = .object([
        "uniqueStates": .integer(second.report.statistics.uniqueStates),
        "complete": .bool(second.report.statistics.isComplete),
        "unkeptPromise": second.unkeptPromise.map { .string($0.summary) } ?? .null,
      ])
    }
    return .object(members)
  }

  private func json(of property: PropertyReport) -> JSONValue {
    .object([
      "name": .string(property.claim.name),
      "expectation": .string(property.claim.expectation.rawValue),
      "verdict": .string(property.verdict),
      "qualifier": property.qualifier.map { .string($0) } ?? .null,
      "brokenBy": .array(
        audit.mutations(breaking: property.claim.name).map { .string($0.name) }),
      "needsNoMessages": .bool(audit.needsNoMessages(property.claim)),
    ])
  }
}
