/// Fills the indexes of a log that no client was told with appends that were told none: a matching of
/// intervals to places.
///
/// An append may have the place *p* if it is invoked before anything behind *p* returns, and returns
/// after everything before *p* is invoked, where the places of these are known. The first bound,
/// its *deadline*, never falls as *p* grows, and the second never does either.
///
/// An append that never returned has only the first of these bounds, and bounds no other. One that fills
/// a gap of the longest read must have its entry, which is in no other hands: appends that returned
/// without being told are known by their entry there, or come behind all that was read. So each such gap
/// takes the first append of its entry that is left; if that is invoked too late, all are. Which of them
/// is taken makes no difference to other gaps, for whatever is invoked before the deadline of a gap that
/// was read is so for all gaps behind.
///
/// A gap behind the longest read takes any append. In the order of the places, each takes of those
/// invoked before its deadline the one that returns first (the earliest-deadline-first rule, which fills
/// all gaps if that can be done at all). Among the appends that fill gaps or come behind all others, one
/// that returns before another is invoked comes first: it is available no later, and returns earlier.
/// So the bounds between them are kept, too, and to look at each alone was enough.
///
/// - SeeAlso: F. Glover, "Maximum Matching in a Convex Bipartite Graph", Naval Research Logistics
///   Quarterly 1967.
struct LogGaps {
  private let log: LogOrder
  private let operations: [RecordedOperation]
  /// Per place: of the operations behind it whose places are known, the one that returns first.
  private var firstBehind: [Int]
  /// Per place: of those before it, the one that is invoked last.
  private var lastBefore: [Int]
  /// The appends that fill gaps, with their places.
  private(set) var filled: [(number: Int, place: Int)] = []
  /// The appends that returned and come behind all others.
  private(set) var left: [Int] = []

  /// - Parameter log: A log whose known places are no higher than it has appends, and fit the reads.
  init(_ log: LogOrder) {
    self.log = log
    operations = log.operations
    let count = max(log.longest.count, (log.placed.last?.place ?? -1) + 1)
    firstBehind = Array(repeating: -1, count: count + 1)
    lastBefore = firstBehind
    for (number, place) in log.placed {
      if place > 0 { noteBehind(number, place - 1) }
      noteBefore(number, place + 1)
    }
    for number in log.reads {
      let length = log.values[operations[number].output].elements?.count ?? 0
      if length > 0 { noteBehind(number, length - 1) }
      noteBefore(number, length)
    }
    if !log.longest.isEmpty {
      for number in log.unread { noteBehind(number, log.longest.count - 1) }
    }
    for place in firstBehind.indices.dropLast().reversed() where firstBehind[place + 1] >= 0 {
      noteBehind(firstBehind[place + 1], place)
    }
    for place in lastBefore.indices.dropFirst() where lastBefore[place - 1] >= 0 {
      noteBefore(lastBefore[place - 1], place)
    }
  }

  private mutating func noteBehind(_ number: Int, _ place: Int) {
    let known = firstBehind[place]
    if known < 0 || operations[number].returned < operations[known].returned {
      firstBehind[place] = number
    }
  }

  private mutating func noteBefore(_ number: Int, _ place: Int) {
    let known = lastBefore[place]
    if known < 0 || operations[number].invoked > operations[known].invoked {
      lastBefore[place] = number
    }
  }

  /// Finds an append for each gap.
  ///
  /// - Returns: If that cannot be done, operations that show it whatever the others did; none if all
  ///   operations are needed for that.
  mutating func fill() -> [Int]? {
    var free = log.lost
    return fillRead(&free) ?? fillUnread(free)
  }

  /// Fills the gaps of the longest read, and removes from `free` what fills them.
  private mutating func fillRead(_ free: inout [Int]) -> [Int]? {
    let gaps = log.readGaps
    guard !gaps.isEmpty else { return nil }
    var ofEntry = Dictionary(grouping: free.sorted(by: isInvokedLater)) {
      log.values[operations[$0].argument]
    }
    for place in gaps {
      let deadline = operations[firstBehind[place]].returned
      guard let number = ofEntry[log.longest[place]]?.popLast(),
        operations[number].invoked < deadline
      else { return shortage(ofEntryAt: place) }
      filled.append((number, place))
    }
    let used = Set(filled.map(\.number))
    free.removeAll { used.contains($0) }
    return nil
  }

  /// Fills the gaps behind the longest read with what is left.
  private mutating func fillUnread(_ lost: [Int]) -> [Int]? {
    var waiting = (log.unread + lost).sorted(by: isInvokedLater)
    var available = ReturnQueue()
    var taken = log.placed.drop { $0.place < log.longest.count }
    for place in log.longest.count..<max(log.longest.count, firstBehind.count - 1) {
      if taken.first?.place == place {
        taken.removeFirst()
        continue
      }
      let deadline = operations[firstBehind[place]].returned
      while let number = waiting.last, operations[number].invoked < deadline {
        available.insert(number, returned: operations[number].returned)
        waiting.removeLast()
      }
      guard let number = available.popFirst()?.number else { return shortage(at: place) }
      let last = lastBefore[place]
      guard last < 0 || operations[number].returned > operations[last].invoked else { return [] }
      filled.append((number, place))
    }
    while let number = available.popFirst()?.number { waiting.append(number) }
    left = waiting.filter { operations[$0].isAnswered }
    return nil
  }

  private func isInvokedLater(_ one: Int, _ other: Int) -> Bool {
    operations[one].invoked > operations[other].invoked
  }

  /// Why too few appends can come before what is behind a place: it returns before others are invoked,
  /// and of those invoked before, some are known to come behind the place.
  private func shortage(at place: Int) -> [Int] {
    let next = firstBehind[place]
    let needed = log.placed.first { $0.number == next }?.place ?? 0
    let candidates = operations.indices.filter { number in
      operations[number].kind == .append && number != next
        && operations[number].invoked < operations[next].returned
    }
    let elsewhere = log.placed.filter { other in
      other.place > needed && operations[other.number].invoked < operations[next].returned
    }
    return [next] + elsewhere.prefix(max(0, candidates.count - needed + 1)).map(\.number)
  }

  /// Why too few appends of the entry that was read at a place can come before what is behind it.
  private func shortage(ofEntryAt place: Int) -> [Int] {
    let next = firstBehind[place]
    let entry = log.longest[place]
    let needed = log.longest[...place].count { $0 == entry }
    let isCandidate = { (number: Int) in
      operations[number].kind == .append && log.values[operations[number].argument] == entry
        && operations[number].invoked < operations[next].returned
    }
    let count = operations.indices.count(where: isCandidate)
    let elsewhere = log.placed.filter { $0.place > place && isCandidate($0.number) }
    let conflict =
      [log.longestRead, next] + elsewhere.prefix(max(0, count - needed + 1)).map(\.number)
    return Set(conflict).sorted()
  }
}
