import PaxcheckConsistency

/// A log in which the index of every entry is known: the order of its operations is.
///
/// An append was told its index, or its entry is the only one of its kind and was read, or nobody read
/// it. A read comes between the append of its last entry and that of the next.
struct LogOrder {
  private let operations: [RecordedOperation]
  private let values: ValueTable
  /// The longest list that was read.
  private let longest: [Datum]
  /// Per append whose index is known: its number and the index.
  private var appends: [(number: Int, index: Int)] = []
  /// Appends of entries that nobody read, and whose index nobody knows.
  private var unread: [Int] = []
  /// Appends that never returned, and whose index nobody knows.
  private var lost: [Int] = []

  /// - Returns: `nil` if an append was confirmed of an entry that was read, and it is unknown where.
  init?(_ operations: [RecordedOperation], _ values: ValueTable) {
    self.operations = operations
    self.values = values
    let reads = operations.filter { $0.kind == .read && $0.isAnswered }
      .map { values[$0.output].elements ?? [] }
    longest = reads.max { $0.count < $1.count } ?? []
    let places = Self.places(of: longest)
    let appended = Dictionary(
      operations.filter { $0.kind == .append }.map { ($0.argument, 1) }, uniquingKeysWith: +)
    for (number, operation) in operations.enumerated() where operation.kind == .append {
      if operation.isAnswered, let index = values[operation.output].integerValue {
        guard index >= 0 else { return nil }
        appends.append((number, index))
      } else if appended[operation.argument] == 1,
        let place = places[values[operation.argument]], place >= 0
      {
        appends.append((number, place))
      } else if operation.isAnswered, places[values[operation.argument]] == nil {
        unread.append(number)
      } else if operation.isAnswered {
        return nil
      } else {
        lost.append(number)
      }
    }
    appends.sort { ($0.index, $0.number) < ($1.index, $1.number) }
  }

  /// The index of each entry, -1 if it is there twice.
  private static func places(of entries: [Datum]) -> [Datum: Int] {
    Dictionary(zip(entries, 0...)) { _, _ in -1 }
  }

  /// - Returns: `nil` if it depends on which appends filled a gap.
  func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict? {
    for (one, other) in zip(appends, appends.dropFirst()) where one.index == other.index {
      return refuted
    }
    var known: [Datum] = []
    for (number, index) in appends {
      guard index == known.count else { return isComplete ? refuted : nil }
      known.append(values[operations[number].argument])
    }
    guard longest.count <= known.count || isComplete else { return nil }
    var ranked = RankedOperations()
    for (number, index) in appends {
      ranked.add(
        number, rank: 2 * index + 1, invoked: operations[number].invoked,
        returned: operations[number].returned)
    }
    // These come behind all entries that are known, and behind all reads, which end among those.
    for number in unread {
      ranked.add(
        number, rank: .max, invoked: operations[number].invoked,
        returned: operations[number].returned)
    }
    for (number, operation) in operations.enumerated()
    where operation.kind == .read && operation.isAnswered {
      try pause()
      let entries = values[operation.output].elements ?? []
      guard known.starts(with: entries) else { return refuted }
      ranked.add(
        number, rank: 2 * entries.count, invoked: operation.invoked, returned: operation.returned)
    }
    guard case .consistent(let order) = ranked.verdict() else { return refuted }
    return .consistent(order: order)
  }

  /// Whether all appends that happened are known with their indices.
  private var isComplete: Bool { lost.isEmpty && unread.isEmpty }

  /// An entry tells something only together with all that come before it.
  private var refuted: MonitorVerdict { .inconsistent(conflict: Array(operations.indices)) }
}
