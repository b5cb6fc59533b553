import PaxcheckConsistency

/// A log in which the index of every entry is known: the order of its operations is.
///
/// An append was told its index, or its entry is the only one of its kind and was read, or nobody read
/// it. A read comes between the append of its last entry and that of the next.
struct LogOrder {
  private let operations: [RecordedOperation]
  private let values: ValueTable
  /// The reads that returned.
  private let reads: [Int]
  /// Of those that returned the longest list the first, -1 if nothing was read, and that list.
  private let longestRead: Int
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
    let lists = operations.map { values[$0.output].elements ?? [] }
    let reads = operations.indices.filter {
      operations[$0].kind == .read && operations[$0].isAnswered
    }
    self.reads = reads
    longestRead = reads.max { lists[$0].count < lists[$1].count } ?? -1
    longest = longestRead < 0 ? [] : lists[longestRead]
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
    if let conflict = try clash(pause) { return .inconsistent(conflict: conflict) }
    var known: [Datum] = []
    for (number, index) in appends {
      guard index == known.count else { return isComplete ? refuted : nil }
      known.append(values[operations[number].argument])
    }
    guard longest.count <= known.count || isComplete else { return nil }
    guard known.starts(with: longest) else { return refuted }
    // These come behind all entries that are known, and behind all reads, which end among those.
    var ranked = ranked
    for number in unread { add(number, rank: .max, to: &ranked) }
    guard case .consistent(let order) = ranked.verdict() else { return refuted }
    return .consistent(order: order)
  }

  /// A few operations that exclude each other, whatever is known of the others.
  private func clash(_ pause: Pause) throws(Stopped) -> [Int]? {
    for number in reads {
      try pause()
      let entries = values[operations[number].output].elements ?? []
      if !longest.starts(with: entries) { return [number, longestRead] }
    }
    for (number, index) in appends.prefix(while: { $0.index < longest.count })
    where longest[index] != values[operations[number].argument] {
      return [number, longestRead]
    }
    for (one, other) in zip(appends, appends.dropFirst()) where one.index == other.index {
      return [one.number, other.number]
    }
    if let number = tooFar { return tellsItsPlace(number) ? [number] : [number, longestRead] }
    if case .inconsistent(let pair) = ranked.verdict() {
      return pair.allSatisfy(tellsItsPlace) ? pair : pair + [longestRead]
    }
    var overlooked = RankedOperations()
    for number in reads { add(number, rank: 0, to: &overlooked) }
    for number in unread { add(number, rank: 1, to: &overlooked) }
    guard case .inconsistent(let pair) = overlooked.verdict() else { return nil }
    return pair
  }

  /// An append that returned with an index so high that too few others had begun by then.
  private var tooFar: Int? {
    let beginnings = operations.filter { $0.kind == .append }.map(\.invoked).sorted()
    return appends.first { number, index in
      let end = operations[number].returned
      return end != .max && (index >= beginnings.count || beginnings[index] > end)
    }?.number
  }

  /// Whether an operation by itself tells after how many entries it comes.
  private func tellsItsPlace(_ number: Int) -> Bool {
    let operation = operations[number]
    return operation.kind == .read
      || operation.isAnswered && values[operation.output].integerValue != nil
  }

  /// The reads, and the appends whose indices are known.
  private var ranked: RankedOperations {
    var ranked = RankedOperations()
    for (number, index) in appends { add(number, rank: 2 * index + 1, to: &ranked) }
    for number in reads {
      let count = values[operations[number].output].elements?.count ?? 0
      add(number, rank: 2 * count, to: &ranked)
    }
    return ranked
  }

  private func add(_ number: Int, rank: Int, to ranked: inout RankedOperations) {
    ranked.add(
      number, rank: rank, invoked: operations[number].invoked,
      returned: operations[number].returned)
  }

  /// Whether all appends that happened are known with their indices.
  private var isComplete: Bool { lost.isEmpty && unread.isEmpty }

  /// An entry tells something only together with all that come before it.
  private var refuted: MonitorVerdict { .inconsistent(conflict: Array(operations.indices)) }
}
