public import PaxcheckConsistency

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
  /// How many keys are judged at the same time. It does not change the report.
  public var threads = 1
  /// Asked now and then for a reason to stop; the check is undecided then.
  public var interruption: @Sendable () -> StopReason? = { nil }

  public init() {}

  /// Judges a history.
  public func check(_ history: RecordedHistory) -> HistoryReport {
    if history.operations.isEmpty { return report(history, .consistent(order: []), []) }
    let judge = PartJudge(
      object: history.object, values: history.values, limit: limit,
      usesSpecialMonitors: usesSpecialMonitors, initial: history.initial,
      interruption: interruption)
    guard condition == .linearizable else {
      return report(history, [judge.judgeSequentially(history.operations)], [], judge)
    }
    let parts = history.parts
    guard parts.count > 1 else {
      return report(history, [judge.judge(history.operations)], [], judge)
    }
    return report(history, judgements(on: parts, of: history, judge), parts, judge)
  }

  /// The judgements on parts in order, up to the first that has no legal order.
  private func judgements(
    on parts: [[Int]], of history: RecordedHistory, _ judge: PartJudge
  ) -> [PartJudge.Judgement] {
    let queue = PartQueue(parts.map(\.count))
    var easy: [PartJudge.Judgement] = []
    if threads > 1, history.operations.count <= Self.fewOperations {
      var quick = judge
      quick.limit = min(judge.limit, Self.fewConfigurations)
      easy = queue.judge(on: 1) { [quick] part in
        quick.judge(parts[part].map { history.operations[$0] })
      }
      if !easy.contains(where: \.isUndecided) { return easy }
    }
    return queue.judge(on: threads) { [easy] part in
      if part < easy.count, !easy[part].isUndecided { return easy[part] }
      return judge.judge(parts[part].map { history.operations[$0] })
    }
  }

  /// To judge so many operations takes less time than to start a thread, unless some part needs more
  /// than so many configurations.
  private static let fewOperations = 10_000
  private static let fewConfigurations = 4_096

  /// - Parameters:
  ///   - judgements: The parts in order, up to the first that has no legal order.
  ///   - parts: The numbers of their operations; empty if there is one part with all operations.
  private func report(
    _ history: RecordedHistory, _ judgements: [PartJudge.Judgement], _ parts: [[Int]],
    _ judge: PartJudge
  ) -> HistoryReport {
    var orders: [[Int]] = []
    var undecided: String?
    for (index, judgement) in judgements.enumerated() {
      switch judgement.verdict {
      case .consistent(let order):
        orders.append(parts.isEmpty ? order : order.map { parts[index][$0] })
      case .inconsistent(let failure):
        let explanation = ConflictExplanation(
          judge: judge, history: history,
          part: parts.isEmpty ? Array(history.operations.indices) : parts[index],
          failure: failure, judgement: judgement, keepsRealTime: condition == .linearizable)
        return report(history, .inconsistent(explanation.conflict()), judgements)
      case .undecided(let why): undecided = undecided ?? why.description
      }
    }
    if let undecided { return report(history, .undecided(undecided), judgements) }
    return report(history, .consistent(order: history.order(merging: orders)), judgements)
  }

  private func report(
    _ history: RecordedHistory, _ verdict: HistoryVerdict, _ judgements: [PartJudge.Judgement]
  ) -> HistoryReport {
    HistoryReport(
      history: history, condition: condition, verdict: verdict,
      effort: judgements.reduce(0) { $0 + $1.effort })
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

  /// Orders of independent parts as one.
  fileprivate func order(merging orders: [[Int]]) -> [Int] {
    if orders.count == 1 { return orders[0] }
    var steps: [(moment: Int, rank: Int32, operation: Int32)] = []
    steps.reserveCapacity(operations.count)
    for order in orders {
      var latest = Int.min
      for (rank, number) in order.enumerated() {
        latest = max(latest, operations[number].invoked)
        steps.append((latest, Int32(rank), Int32(number)))
      }
    }
    steps.sort { ($0.moment, $0.rank) < ($1.moment, $1.rank) }
    return steps.map { Int($0.operation) }
  }
}
