public import PaxcheckConsistency

extension OperationPicture {
  /// A picture of a report.
  ///
  /// It shows the operations that contradict each other, what they refer to, and as many of those
  /// around them as are allowed; of a history that has an order, its beginning.
  public init(of report: HistoryReport, limit: Int = 120, onlyConflict: Bool = false) {
    let history = report.history
    let shown = Self.selection(report, limit: limit, onlyConflict: onlyConflict)
    let conflict = report.conflict
    let conflicting = Set(conflict.map { $0.isSmall ? $0.conflicting : [] } ?? [])
    let places = Dictionary(
      uniqueKeysWithValues: shown.enumerated().map { ($0.element, $0.offset) })
    self.init(
      of: shown.map { number in
        let operation = history.operations[number]
        let times =
          "\(operation.invoked) to \(operation.isAnswered ? "\(operation.returned)" : "?")"
        return Operation(
          client: Int(operation.client), clientName: history.name(ofClient: operation.client),
          label: history.text(of: number),
          details: "\(history.reference(to: number)), time \(times)", invoked: operation.invoked,
          returned: operation.returned, isConflicting: conflicting.contains(number),
          isCulprit: conflict?.culprit == number)
      },
      points: report.order.enumerated().compactMap { rank, point in
        places[point.operation].map { ($0, point.moment, rank + 1) }
      })
  }

  private static func selection(
    _ report: HistoryReport, limit: Int, onlyConflict: Bool
  ) -> [Int] {
    let operations = report.history.operations
    guard let conflict = report.conflict else { return Array(operations.indices.prefix(limit)) }
    let culprit = operations[conflict.culprit]
    var shown = Set([conflict.culprit])
    for number in (conflict.conflicting + conflict.context).suffix(limit) { shown.insert(number) }
    if onlyConflict { return shown.sorted() }
    let others = operations.indices.filter {
      operations[$0].key == culprit.key && operations[$0].invoked < culprit.returned
    }
    for number in others.reversed() where shown.count < limit { shown.insert(number) }
    return shown.sorted()
  }
}

extension HistoryReport {
  /// Why there is no order, if there is none.
  public var conflict: HistoryConflict? {
    if case .inconsistent(let conflict) = verdict { return conflict }
    return nil
  }

  /// The order found, or as much of one as there is.
  public var order: [LinearizationPoint] {
    switch verdict {
    case .consistent(let order): history.points(of: order)
    case .inconsistent(let conflict): history.points(of: conflict.partialOrder)
    case .undecided: []
    }
  }
}
