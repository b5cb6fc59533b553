import PaxcheckConsistency

/// A log whose entries tell their places: the order of its operations is known.
///
/// The *place* of an append is the index that it was told. Of the longest read every other read must be
/// a beginning, so it tells which entry is at each index that it reaches; a read comes between the
/// append of its last entry and that of the next. What is left are appends that were told nothing, and
/// *gaps*: indexes that no client was told, below one that was read or told. Each gap takes an append of
/// its own (see `LogGaps`); the appends that returned and fill none come behind all others, and those
/// that never returned need not have happened.
///
/// - Complexity: O(*n* log *n* + *r*) for *n* operations and reads of *r* entries in all.
struct LogOrder {
  let operations: [RecordedOperation]
  let values: ValueTable
  /// The reads that returned.
  let reads: [Int]
  /// Of those that returned the longest list the first, -1 if nothing was read, and that list.
  let longestRead: Int
  let longest: [Datum]
  /// The appends whose places are known, in the order of these, counted from 0.
  private(set) var placed: [(number: Int, place: Int)] = []
  /// Appends that returned without being told an index, of entries that fill no gap of the longest read.
  private(set) var unread: [Int] = []
  /// Appends that never returned.
  private(set) var lost: [Int] = []
  /// Whether the operations that a conflict names show it by themselves, whatever the others did: no
  /// append has its place only because others of the same entry have theirs.
  private var isPlain = true

  /// - Parameter firstIndex: The index of the first entry.
  /// - Returns: `nil` if an append was confirmed of an entry that was read, and it is unknown where.
  init?(_ operations: [RecordedOperation], _ values: ValueTable, firstIndex: Int = 0) {
    self.operations = operations
    self.values = values
    let lists = operations.map { $0.kind == .read ? values[$0.output].elements ?? [] : [] }
    reads = operations.indices.filter { operations[$0].kind == .read && operations[$0].isAnswered }
    longestRead = reads.max { lists[$0].count < lists[$1].count } ?? -1
    longest = longestRead < 0 ? [] : lists[longestRead]
    var untold: [Int] = []
    for (number, operation) in operations.enumerated() where operation.kind == .append {
      if !operation.isAnswered {
        lost.append(number)
      } else if let index = values[operation.output].integerValue {
        let (place, overflow) = index.subtractingReportingOverflow(firstIndex)
        placed.append((number, overflow ? .max : place))
      } else {
        untold.append(number)
      }
    }
    guard place(untold) else { return nil }
    placed.sort { ($0.place, $0.number) < ($1.place, $1.number) }
  }

  /// Finds the places of appends that returned without being told.
  ///
  /// - Returns: Whether they are known.
  private mutating func place(_ untold: [Int]) -> Bool {
    guard !untold.isEmpty else { return true }
    let gaps = Dictionary(grouping: readGaps) { longest[$0] }
    let entries = Set(longest)
    let ofEntry = Dictionary(grouping: untold + lost) { operations[$0].argument }
    let told = Set(placed.map { operations[$0.number].argument })
    for number in untold {
      let argument = operations[number].argument
      let entry = values[argument]
      if let places = gaps[entry] {
        guard places.count == 1, ofEntry[argument]?.count == 1 else { return false }
        placed.append((number, places[0]))
        isPlain = isPlain && !told.contains(argument)
      } else {
        unread.append(number)
        isPlain = isPlain && !entries.contains(entry)
      }
    }
    return true
  }

  /// The indexes of the longest read that no append was told.
  var readGaps: [Int] {
    var isTaken = Array(repeating: false, count: longest.count)
    for (_, place) in placed where longest.indices.contains(place) { isTaken[place] = true }
    return longest.indices.filter { !isTaken[$0] }
  }

  /// - Returns: The verdict; it depends on nothing else.
  func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    if let conflict = try clash(pause) {
      return isPlain ? .inconsistent(conflict: conflict) : refuted
    }
    try pause()
    var gaps = LogGaps(self)
    if let conflict = gaps.fill() {
      return isPlain && !conflict.isEmpty ? .inconsistent(conflict: conflict) : refuted
    }
    var ranked = ranked
    for (number, place) in gaps.filled { add(number, rank: 2 * place + 1, to: &ranked) }
    for number in gaps.left { add(number, rank: .max, to: &ranked) }
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
    if let first = placed.first, first.place < 0 { return [first.number] }
    for (number, place) in placed.prefix(while: { $0.place < longest.count })
    where longest[place] != values[operations[number].argument] {
      return [number, longestRead]
    }
    for (one, other) in zip(placed, placed.dropFirst()) where one.place == other.place {
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
    return placed.first { number, place in
      place >= beginnings.count || beginnings[place] > operations[number].returned
    }?.number
  }

  /// Whether an operation by itself tells after how many entries it comes.
  private func tellsItsPlace(_ number: Int) -> Bool {
    let operation = operations[number]
    return operation.kind == .read || values[operation.output].integerValue != nil
  }

  /// The reads, and the appends whose places are known.
  private var ranked: RankedOperations {
    var ranked = RankedOperations()
    for (number, place) in placed { add(number, rank: 2 * place + 1, to: &ranked) }
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

  /// What shows it only together with all others.
  private var refuted: MonitorVerdict { .inconsistent(conflict: Array(operations.indices)) }
}
