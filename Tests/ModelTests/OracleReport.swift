import ABDRegister
import DieHard
import EWD840
import FirstSteps
import Increment
import LamportMutex
import Leases
import LinearEquation
import MissionariesAndCannibals
import PaxcheckKit
import PaxcheckTestSupport
import PaxosMessageSet
import PingPong
import SingleCopyRegister
import SingleDecreePaxos
import Testing
import TowersOfHanoi
import TransactionCommit
import TwoPhaseCommit

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

  /// Looks at a model of the catalogue.
  init(_ model: ModelDescription, _ assignments: [String]) throws {
    let look = try #require(Self.known[model.name], "the oracle does not know the model's type")
    self = try look(model.instance(assignments).arguments)
  }

  /// Whether the oracle knows the type of a model.
  static func knows(_ model: ModelDescription) -> Bool { known[model.name] != nil }

  private static let known: [String: @Sendable (Arguments) throws -> OracleReport] = [
    "abd-register": { OracleReport(ABDRegister(abd: $0)) },
    "alarm-clocks": { OracleReport(AlarmClocks(alarmClocks: $0)) },
    "coin-tosses": { OracleReport(CoinTosses(coinTosses: $0)) },
    "die-hard": { OracleReport(DieHard($0)) },
    "durable-counter": { OracleReport(DurableCounter(durableCounter: $0)) },
    "ewd840": { OracleReport(EWD840($0)) },
    "ignored-message": { OracleReport(IgnoredMessage(ignoredMessage: $0)) },
    "increment": { OracleReport(Increment($0, usesLock: false)) },
    "increment-with-lock": { OracleReport(Increment($0, usesLock: true)) },
    "lamport-mutex": { OracleReport(LamportMutex($0)) },
    "linear-equation": { OracleReport(LinearEquation($0)) },
    "master-lease": { OracleReport(MasterLease($0)) },
    "missionaries-and-cannibals": { OracleReport(try MissionariesAndCannibals($0)) },
    "paxos-message-set": { OracleReport(try PaxosMessageSet($0)) },
    "ping-pong": { OracleReport(PingPong(pingPong: $0)) },
    "resource-lease": { OracleReport(ResourceLease($0)) },
    "single-copy-register": { OracleReport(SingleCopyRegister(singleCopy: $0)) },
    "single-decree-paxos": { OracleReport(try SingleDecreePaxos($0)) },
    "towers-of-hanoi": { OracleReport(TowersOfHanoi($0)) },
    "transaction-commit": { OracleReport(TransactionCommit($0)) },
    "two-phase-commit": { OracleReport(TwoPhaseCommit($0)) },
  ]
}
