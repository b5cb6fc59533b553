/// Puts the values of a queue, and the dequeues that found nothing, into one order.
struct QueueOrder {
  /// A value, or a dequeue that found nothing.
  private struct Item {
    let entry: Moments
    let exit: Moments
    /// `nil` for a dequeue that found nothing.
    let enqueue: Int?
    let dequeue: Int?

    var operations: [Int] { [enqueue, dequeue].compactMap { $0 } }
  }

  private var items: [Item]
  private let empties: [(number: Int, moments: Moments)]

  /// - Parameter empties: The dequeues that found nothing, by their invocations.
  init(_ stays: [Stay], empties: [(number: Int, moments: Moments)]) {
    // Moments are doubled, so that there is one between any two.
    items = stays.map {
      Item(
        entry: $0.entry.doubled, exit: $0.exit.doubled, enqueue: $0.insertion, dequeue: $0.removal)
    }
    self.empties = empties
  }

  func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    var ordered = self
    try pause()
    if let conflict = ordered.placeEmpties() { return .inconsistent(conflict: conflict) }
    try pause()
    return ordered.order()
  }

  /// Gives each dequeue that found nothing a moment at which no value is certainly inside.
  ///
  /// - Returns: Such a dequeue and values that fill all of its time, if there are any.
  private mutating func placeEmpties() -> [Int]? {
    let inside = items.filter { $0.entry.last < $0.exit.first }
      .sorted { $0.entry.last < $1.entry.last }
    var (next, filled) = (0, Int.min)
    var fillers: [Item] = []
    for (number, moments) in empties {
      let start = moments.doubled.first + 1
      if filled < start { fillers.removeAll() }
      var moment = max(start, filled + 1)
      while next < inside.count, inside[next].entry.last < moment {
        if inside[next].exit.first > filled {
          filled = inside[next].exit.first
          fillers.append(inside[next])
        }
        next += 1
        moment = max(start, filled == .max ? filled : filled + 1)
      }
      guard moment < moments.doubled.last else {
        return [number]
          + fillers.filter { $0.exit.first > start && $0.entry.last < moments.doubled.last }
          .flatMap(\.operations)
      }
      let here = Moments(moment, moment)
      items.append(Item(entry: here, exit: here, enqueue: nil, dequeue: number))
    }
    return nil
  }

  /// Takes what may come first, until nothing is left.
  private func order() -> MonitorVerdict {
    let (entries, exits) = (items.map(\.entry), items.map(\.exit))
    var entering = Release(entries)
    var leaving = Release(exits)
    var isReleased = Array(repeating: false, count: items.count)
    var isPlaced = isReleased
    var available: [Int] = []
    var order: [Int] = []
    func release(_ item: Int) {
      if isReleased[item] { available.append(item) }
      isReleased[item] = true
    }
    while order.count < items.count {
      let firstIn = entering.advance(entries, isPlaced, release)
      let firstOut = leaving.advance(exits, isPlaced, release)
      guard let item = available.popLast() else {
        return .inconsistent(conflict: items[firstIn].operations + items[firstOut].operations)
      }
      isPlaced[item] = true
      order.append(item)
    }
    return .consistent(order: operations(in: order))
  }

  /// The operations of values in order: entries and exits as early as can be.
  private func operations(in order: [Int]) -> [Int] {
    var result: [Int] = []
    var entries: [(moment: Int, number: Int)] = []
    var exits = entries
    var (entry, exit) = (Int.min, Int.min)
    func flush() {
      var next = 0
      for (moment, number) in exits {
        while next < entries.count, entries[next].moment <= moment {
          result.append(entries[next].number)
          next += 1
        }
        result.append(number)
      }
      result += entries[next...].map(\.number)
      entries.removeAll()
      exits.removeAll()
    }
    for item in order.map({ items[$0] }) {
      entry = max(entry, item.entry.first)
      exit = max(exit, entry, item.exit.first)
      switch (item.enqueue, item.dequeue) {
      case (let enqueue?, let dequeue):
        entries.append((entry, enqueue))
        if let dequeue { exits.append((exit, dequeue)) }
      case (nil, let empty):
        flush()
        result += empty.map { [$0] } ?? []
      }
    }
    flush()
    return result
  }
}

/// Tells what may come first among one kind of spans: no other span ends before its own begins.
private struct Release {
  private let byFirst: [Int]
  private let byLast: [Int]
  private var next = 0
  private var ended = 0

  init(_ spans: [Moments]) {
    byFirst = spans.indices.sorted { spans[$0].first < spans[$1].first }
    byLast = spans.indices.sorted { spans[$0].last < spans[$1].last }
  }

  /// Releases what may come first now. Not all may be placed.
  ///
  /// - Returns: The one that ends first among those not placed.
  mutating func advance(
    _ spans: [Moments], _ isPlaced: [Bool], _ release: (Int) -> Void
  ) -> Int {
    while isPlaced[byLast[ended]] { ended += 1 }
    while next < byFirst.count, spans[byFirst[next]].first <= spans[byLast[ended]].last {
      release(byFirst[next])
      next += 1
    }
    return byLast[ended]
  }
}

extension Moments {
  fileprivate var doubled: Moments { Moments(Self.double(first), Self.double(last)) }

  private static func double(_ moment: Int) -> Int {
    moment >= Stay.someTime ? moment : moment * 2
  }
}
