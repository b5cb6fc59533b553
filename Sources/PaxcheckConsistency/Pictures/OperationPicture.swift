/// Operations on a time line per client: what a drawing shows, in columns.
public struct OperationPicture: Sendable {
  /// An operation to be drawn.
  package struct Operation {
    package let client: Int
    package let clientName: String
    package let label: String
    /// What is told about it where there is more room.
    package let details: String
    package let invoked: Int
    /// `Int.max` if it never did.
    package let returned: Int
    package let isConflicting: Bool
    /// Whether it is the one that cannot be explained. What returned later is drawn as if it had not.
    package let isCulprit: Bool

    package init(
      client: Int, clientName: String, label: String, details: String, invoked: Int, returned: Int,
      isConflicting: Bool, isCulprit: Bool
    ) {
      self.client = client
      self.clientName = clientName
      self.label = label
      self.details = details
      self.invoked = invoked
      self.returned = returned
      self.isConflicting = isConflicting
      self.isCulprit = isCulprit
    }
  }

  /// An operation from its invocation to its return.
  package struct Bar: Sendable {
    package let row: Int
    package let start: Int
    /// `nil` if it did not return within the picture.
    package let end: Int?
    package let label: String
    package let details: String
    package let isConflicting: Bool
    package let isCulprit: Bool
  }

  /// Where an operation of an order takes effect.
  struct Point: Sendable {
    let row: Int
    /// In hundredths of a column.
    let position: Int
    /// The place in the order, counted from 1.
    let rank: Int
  }

  /// The names of the clients, by rows.
  let clients: [String]
  package let bars: [Bar]
  let points: [Point]
  package let width: Int
  /// The columns from the invocation to the return of the operation that cannot be explained.
  package let window: ClosedRange<Int>?

  /// A picture of operations in the order of their invocations.
  ///
  /// - Parameter points: Those of them that are in an order, with the moments at which they take effect
  ///   and their places in the order.
  package init(
    of shown: [Operation], points: [(operation: Int, moment: Int, rank: Int)]
  ) {
    let names = Dictionary(shown.map { ($0.client, $0.clientName) }, uniquingKeysWith: { $1 })
    let numbers = names.keys.sorted()
    clients = numbers.map { names[$0]! }
    let culprit = shown.first { $0.isCulprit }
    let columns = Self.columns(of: shown, until: culprit?.returned ?? .max)
    let rows = Dictionary(
      uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) })
    bars = shown.map { operation in
      Bar(
        row: rows[operation.client]!, start: columns[operation.invoked]!,
        end: columns[operation.returned], label: operation.label, details: operation.details,
        isConflicting: operation.isConflicting, isCulprit: operation.isCulprit)
    }
    width = bars.reduce((columns.values.max() ?? 0) + 8) { width, bar in
      bar.end == nil ? max(width, bar.start + bar.label.count + 3) : width
    }
    window = culprit.flatMap { culprit in
      columns[culprit.invoked].flatMap { start in
        columns[culprit.returned].map { start...$0 }
      }
    }
    self.points = Self.points(
      points.map { (rows[shown[$0.operation].client]!, $0.moment, $0.rank) }, columns)
  }

  /// The columns of all moments: as narrow as the labels allow.
  private static func columns(of shown: [Operation], until end: Int) -> [Int: Int] {
    var moments: [(moment: Int, operation: Operation, isReturn: Bool)] = []
    for operation in shown {
      moments.append((operation.invoked, operation, false))
      if operation.returned <= end, operation.returned != .max {
        moments.append((operation.returned, operation, true))
      }
    }
    moments.sort { $0.moment < $1.moment }
    var columns: [Int: Int] = [:]
    var free: [Int: Int] = [:]
    var column = 0
    for (moment, operation, isReturn) in moments {
      column += 1
      if isReturn {
        let room = operation.label.count + 5
        column = max(column, columns[operation.invoked]! + room)
        free[operation.client] = column + 2
      } else {
        column = max(column, free[operation.client] ?? 0)
      }
      columns[moment] = column
    }
    return columns
  }

  /// Those of one moment side by side, between it and the next.
  private static func points(
    _ visible: [(row: Int, moment: Int, rank: Int)], _ columns: [Int: Int]
  ) -> [Point] {
    let sorted = Set(columns.values).sorted()
    var points: [Point] = []
    var index = visible.startIndex
    while index < visible.endIndex {
      let moment = visible[index].moment
      let group = visible[index...].prefix { $0.moment == moment }
      index = group.endIndex
      guard let start = columns[moment] else { continue }
      let next = sorted.first { $0 > start } ?? start + 2
      for (step, item) in group.enumerated() {
        points.append(
          Point(
            row: item.row,
            position: start * 100 + (step + 1) * (next - start) * 100 / (group.count + 1),
            rank: item.rank))
      }
    }
    return points
  }
}
