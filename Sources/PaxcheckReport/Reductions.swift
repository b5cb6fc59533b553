import PaxcheckJSON
import PaxcheckModel

/// What became of each reduction that was asked for.
extension [Reduction.Account] {
  /// A line for each, or for each reason why one was switched off.
  var text: String {
    map { account in
      let name = "reduction \(account.reduction.rawValue)"
      let rounds = account.rounds > 1 ? ", in \(account.rounds.counted("round"))" : ""
      return account.isOn
        ? "\(name): on\(rounds)\n"
        : account.obstacles.map { "\(name): off, since \($0)\n" }.joined()
    }.joined()
  }

  var json: JSONValue {
    .array(
      map {
        [
          "name": .string($0.reduction.rawValue), "on": .bool($0.isOn),
          "obstacles": .array($0.obstacles.map { .string($0) }), "rounds": .integer($0.rounds),
        ]
      })
  }
}
