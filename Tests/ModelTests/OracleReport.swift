import PaxcheckKit
import PaxcheckTestSupport

/// What the oracle says about a model.
struct OracleReport {
  let uniqueStates: Int
  let generatedStates: Int
  let maxDepth: Int
  /// The verdicts, each with what it is limited to, by the names of the properties.
  let findings: [String: (verdict: String, steps: Int?)]

  private init<M: Model>(_ model: M) {
    let oracle = Oracle(model)
    uniqueStates = oracle.uniqueStates
    generatedStates = oracle.generatedStates
    maxDepth = oracle.maxDepth
    findings = Dictionary(
      uniqueKeysWithValues: oracle.findings.map { finding in
        let words = [finding.verdict, finding.qualifier].compactMap(\.self)
        return (finding.property, (words.joined(separator: " "), finding.steps))
      })
  }

  /// Looks at a model of the catalogue, with the faults that the parameters choose.
  init(_ model: ModelDescription, _ assignments: [String]) throws {
    self = try Self.look(at: model.instance(assignments).model)
  }

  private static func look(at model: some Model) -> OracleReport { OracleReport(model) }

  /// How many states of a model with these parameters it may look at. Those of `raft` are large, and each is put
  /// to twenty claims; what is fair takes an analysis for each claim.
  static func states(of model: ModelDescription, _ assignments: [String]) -> Int {
    let isFair = assignments.contains { $0.hasPrefix("fairness=") && $0 != "fairness=none" }
    return Effort.oracleStates / (model.name == "raft" ? 10 : isFair && !Effort.isFull ? 5 : 1)
  }

  /// Whether the oracle is to look at a model here. `MultiPaxosTests` compare configurations of their own.
  static func knows(_ model: ModelDescription) -> Bool { model.name != "multi-paxos" }
}
