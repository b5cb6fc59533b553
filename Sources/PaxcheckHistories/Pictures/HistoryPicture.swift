/// Some operations of a history on a time line per client: what a drawing shows, in columns.
public struct HistoryPicture: Sendable {
  /// An operation from its invocation to its return.
  struct Bar: Sendable {
    let operation: Int
    let row: Int
    let start: Int
    /// `nil` if it did not return within the picture.
    let end: Int?
    let label: String
    let isConflicting: Bool
    let isCulprit: Bool
  }

  /// Where an operation of the order takes effect.
  struct Point: Sendable {
    let row: Int
    /// In hundredths of a column.
    let position: Int
    /// The place in the order, counted from 1.
    let rank: Int
  }

  /// The names of the clients, by rows.
  let clients: [String]
  let bars: [Bar]
  let points: [Point]
  let width: Int
  /// The columns from the invocation to the return of the operation that cannot be explained.
  let window: ClosedRange<Int>?
  /// How many operations there were to choose from.
  let operationCount: Int

  /// A picture of a report.
  ///
  /// It shows the operations that contradict each other, what they refer to, and as many of those
  /// around them as are allowed; of a history that has an order, its beginning.
  public init(of report: HistoryReport, limit: Int = 120, onlyConflict: Bool = false) {
    let history = report.history
    operationCount = history.operations.count
    let shown = Self.selection(report, limit: limit, onlyConflict: onlyConflict)
    let numbers = Set(shown.map { history.operations[$0].client }).sorted()
    clients = numbers.map(history.name(ofClient:))
    let conflict = report.conflict
    let end = conflict.map { history.operations[$0.culprit].returned } ?? .max
    let columns = Self.columns(of: shown, in: history, until: end)
    let rows = Dictionary(
      uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) })
    let conflicting = Set(conflict.map { $0.isSmall ? $0.conflicting : [] } ?? [])
    bars = shown.map { number in
      let operation = history.operations[number]
      return Bar(
        operation: number, row: rows[operation.client]!, start: columns[operation.invoked]!,
        end: columns[operation.returned], label: history.text(of: number),
        isConflicting: conflicting.contains(number), isCulprit: conflict?.culprit == number)
    }
    width = bars.reduce((columns.values.max() ?? 0) + 8) { width, bar in
      bar.end == nil ? max(width, bar.start + bar.label.count + 3) : width
    }
    window = conflict.flatMap { conflict in
      let culprit = history.operations[conflict.culprit]
      return columns[culprit.invoked].flatMap { start in
        columns[culprit.returned].map { start...$0 }
      }
    }
    points = Self.points(report.order, shown: Set(shown), rows: rows, columns: columns, history)
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

  /// The columns of all moments: as narrow as the labels allow.
  private static func columns(
    of shown: [Int], in history: RecordedHistory, until end: Int
  ) -> [Int: Int] {
    var moments: [(moment: Int, operation: Int, isReturn: Bool)] = []
    for number in shown {
      let operation = history.operations[number]
      moments.append((operation.invoked, number, false))
      if operation.returned <= end, operation.isAnswered {
        moments.append((operation.returned, number, true))
      }
    }
    moments.sort { $0.moment < $1.moment }
    var columns: [Int: Int] = [:]
    var free: [Int32: Int] = [:]
    var column = 0
    for (moment, number, isReturn) in moments {
      let operation = history.operations[number]
      column += 1
      if isReturn {
        let room = history.text(of: number).count + 5
        column = max(column, columns[operation.invoked]! + room)
        free[operation.client] = column + 2
      } else {
        column = max(column, free[operation.client] ?? 0)
      }
      columns[moment] = column
    }
    return columns
  }

  private static func points(
    _ order: [LinearizationPoint], shown: Set<Int>, rows: [Int32: Int], columns: [Int: Int],
    _ history: RecordedHistory
  ) -> [Point] {
    let visible = order.enumerated().filter { shown.contains($0.element.operation) }
    let sorted = Set(columns.values).sorted()
    var points: [Point] = []
    var index = visible.startIndex
    while index < visible.endIndex {
      let moment = visible[index].element.moment
      let group = visible[index...].prefix { $0.element.moment == moment }
      index = group.endIndex
      guard let start = columns[moment] else { continue }
      let next = sorted.first { $0 > start } ?? start + 2
      for (step, item) in group.enumerated() {
        points.append(
          Point(
            row: rows[history.operations[item.element.operation].client]!,
            position: start * 100 + (step + 1) * (next - start) * 100 / (group.count + 1),
            rank: item.offset + 1))
      }
    }
    return points
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
