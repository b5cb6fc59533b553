import PaxcheckConsistency

/// Judges recorded histories.
///
/// Each key is judged by itself: a map is linearizable exactly if each of its keys is.
///
/// - SeeAlso: A. Horn, D. Kroening, "Faster Linearizability Checking via P-Compositionality", FORTE
///   2015.
public struct HistoryChecker: Sendable {
  public var condition = ConsistencyCondition.linearizable
  /// The number of configurations after which to give up on a key.
  public var limit = Int.max
  /// Whether objects for which there is a faster way than the general one are judged by it.
  public var usesSpecialMonitors = true
  /// Asked now and then; a check that shall stop is undecided.
  public var shouldStop: @Sendable () -> Bool = { false }

  public init() {}

  /// Judges a history.
  public func check(_ history: RecordedHistory) -> HistoryReport {
    let judge = PartJudge(
      object: history.object, values: history.values, limit: limit,
      usesSpecialMonitors: usesSpecialMonitors, shouldStop: shouldStop)
    var effort = 0
    var undecided: String?
    var points: [(point: LinearizationPoint, rank: Int)] = []
    for part in condition == .linearizable ? history.parts : [Array(history.operations.indices)] {
      let operations = part.map { history.operations[$0] }
      let judgement =
        condition == .linearizable
        ? judge.judge(operations) : judge.judgeSequentially(operations)
      effort += judgement.effort
      switch judgement.verdict {
      case .consistent(let order):
        points += zip(history.points(of: order.map { part[$0] }), 0...).map { ($0, $1) }
      case .inconsistent(let failure):
        let explanation = ConflictExplanation(
          judge: judge, history: history, part: part, failure: failure, judgement: judgement,
          keepsRealTime: condition == .linearizable)
        return report(history, .inconsistent(explanation.conflict()), effort)
      case .undecided(let why): undecided = undecided ?? why.description
      }
    }
    if let undecided { return report(history, .undecided(undecided), effort) }
    points.sort { ($0.point.moment, $0.rank) < ($1.point.moment, $1.rank) }
    return report(history, .consistent(points.map(\.point)), effort)
  }

  private func report(
    _ history: RecordedHistory, _ verdict: HistoryVerdict, _ effort: Int
  ) -> HistoryReport {
    HistoryReport(history: history, condition: condition, verdict: verdict, effort: effort)
  }
}

extension RecordedHistory {
  /// The operations of an order with the earliest moments at which they may take effect.
  func points(of order: [Int]) -> [LinearizationPoint] {
    var latest = Int.min
    return order.map { number in
      latest = max(latest, operations[number].invoked)
      return LinearizationPoint(operation: number, moment: latest)
    }
  }
}
