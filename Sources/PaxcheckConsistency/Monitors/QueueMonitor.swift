/// Judges a queue all of whose values differ, in the time that sorting takes.
///
/// Each value stays in the queue from its *entry* to its *exit*, which each happen at one moment of a
/// span: that of the enqueue, and that of the dequeue. Value *v* must come before *w* if *v*'s entry
/// span ends before *w*'s begins, or likewise for the exits; a value that is never dequeued leaves
/// after all others. An order of the values that keeps these rules is a legal history: let each entry,
/// and each exit, happen as soon as that of all values before it can have happened. If the rules allow
/// no first value, the one whose entry span ends first and the one whose exit span ends first exclude
/// each other.
///
/// A dequeue that finds nothing needs a moment at which no value is certainly inside, between the ends
/// of its entry span and the beginning of its exit span. Any such moment will do: each value can then
/// be wholly before it or wholly after it. It takes part in the order as a value that enters and
/// leaves at that moment.
///
/// A dequeue that never returned may take out a value that nobody else does. It is worth most to the
/// value that is needed out of the way first.
///
/// - SeeAlso: T. Henzinger, A. Sezgin, V. Vafeiadis, "Aspect-Oriented Linearizability Proofs", CONCUR
///   2013, for queues of distinct values; P. Abdulla and others, "Efficient Linearizability
///   Monitoring", PLDI 2025.
/// - Complexity: O(*n* log *n*) for *n* operations.
package struct QueueMonitor {
  package struct Operation {
    let isEnqueue: Bool
    let value: Int32
    let invoked: Int
    let returned: Int

    /// - Parameters:
    ///   - value: What is enqueued or dequeued; 0 if nothing was found, or the dequeue never returned.
    ///   - returned: `Int.max` if it never did.
    package init(isEnqueue: Bool, value: Int32, invoked: Int, returned: Int) {
      self.isEnqueue = isEnqueue
      self.value = value
      self.invoked = invoked
      self.returned = returned
    }

    var isAnswered: Bool { returned != .max }
  }

  private let operations: [Operation]
  private let valueCount: Int
  /// Dequeues that found nothing, and those that never returned, by their invocations.
  private let empties: [Int]
  private let lost: [Int]

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is enqueued twice, or is 0.
  package init?(_ operations: [Operation], valueCount: Int) {
    self.operations = operations
    self.valueCount = valueCount
    var isEnqueued = Array(repeating: false, count: valueCount)
    for operation in operations where operation.isEnqueue {
      guard operation.value != 0, !isEnqueued[Int(operation.value)] else { return nil }
      isEnqueued[Int(operation.value)] = true
    }
    let idle = operations.indices.filter { !operations[$0].isEnqueue && operations[$0].value == 0 }
      .sorted { operations[$0].invoked < operations[$1].invoked }
    empties = idle.filter { operations[$0].isAnswered }
    lost = idle.filter { !operations[$0].isAnswered }
  }

  /// Judges the history.
  ///
  /// - Returns: `nil` if that depends on which of the values left over were taken out by dequeues that
  ///   never returned, in the sight of dequeues that found nothing.
  package func verdict() -> MonitorVerdict? {
    var stays: [QueueStay]
    switch pair() {
    case .paired(let paired): stays = paired
    case .conflict(let conflict): return .inconsistent(conflict: conflict)
    }
    if let conflict = takeOut(&stays) { return .inconsistent(conflict: conflict) }
    let verdict = QueueOrder(stays, empties: empties.map(span)).verdict()
    guard case .inconsistent = verdict, !empties.isEmpty, let first = lost.first else {
      return verdict
    }
    // Not even if each value left over had a dequeue of its own?
    for index in stays.indices where stays[index].dequeue == nil {
      stays[index].exit = Moments(
        max(operations[first].invoked, stays[index].entry.first), QueueStay.someTime)
    }
    guard case .inconsistent(let conflict) = QueueOrder(stays, empties: empties.map(span)).verdict()
    else { return nil }
    return .inconsistent(conflict: conflict + lost)
  }

  private func span(_ number: Int) -> (number: Int, moments: Moments) {
    (number, Moments(operations[number].invoked, operations[number].returned))
  }

  private enum Pairing {
    case paired([QueueStay])
    case conflict([Int])
  }

  /// Finds the enqueue and the dequeue of each value.
  private func pair() -> Pairing {
    var enqueues = Array(repeating: -1, count: valueCount)
    var dequeues = enqueues
    for (number, operation) in operations.enumerated() where operation.value != 0 {
      let value = Int(operation.value)
      if operation.isEnqueue {
        enqueues[value] = number
      } else if dequeues[value] >= 0 {
        return .conflict(
          [dequeues[value], number]
            + operations.indices.filter {
              operations[$0].isEnqueue && operations[$0].value == operation.value
            })
      } else {
        dequeues[value] = number
      }
    }
    var stays: [QueueStay] = []
    for (enqueue, dequeue) in zip(enqueues, dequeues) {
      if dequeue >= 0 {
        guard enqueue >= 0 else { return .conflict([dequeue]) }
        let (before, after) = (operations[enqueue], operations[dequeue])
        guard before.invoked < after.returned else { return .conflict([enqueue, dequeue]) }
        stays.append(
          QueueStay(
            enqueue: enqueue, dequeue: dequeue,
            entry: Moments(before.invoked, min(before.returned, after.returned)),
            exit: Moments(max(before.invoked, after.invoked), after.returned)))
      } else if enqueue >= 0, operations[enqueue].isAnswered {
        stays.append(
          QueueStay(
            enqueue: enqueue, entry: span(enqueue).moments,
            exit: Moments(QueueStay.never, QueueStay.never)))
      }
    }
    return .paired(stays)
  }

  /// Lets dequeues that never returned take out values that others overtook.
  ///
  /// - Returns: Values too many to be taken out in time, and what overtook them, if there are any.
  private func takeOut(_ stays: inout [QueueStay]) -> [Int]? {
    let taken = stays.filter { $0.dequeue != nil }.sorted { $0.entry.first > $1.entry.first }
    let left = stays.indices.filter { stays[$0].dequeue == nil }
      .sorted { stays[$0].entry.last > stays[$1].entry.last }
    var (next, overtaker): (Int, QueueStay?) = (0, nil)
    var overtaken: [(stay: Int, by: QueueStay)] = []
    for index in left {
      while next < taken.count, taken[next].entry.first > stays[index].entry.last {
        if overtaker.map({ taken[next].exit.last < $0.exit.last }) ?? true {
          overtaker = taken[next]
        }
        next += 1
      }
      if let overtaker { overtaken.append((index, overtaker)) }
    }
    overtaken.sort { ($0.by.exit.last, $0.stay) < ($1.by.exit.last, $1.stay) }
    for (rank, (index, other)) in overtaken.enumerated() {
      guard rank < lost.count, operations[lost[rank]].invoked < other.exit.last else {
        return lost.prefix(rank + 1)
          + overtaken[...rank].flatMap { [stays[$0.stay].enqueue] + $0.by.operations }
      }
      stays[index].dequeue = lost[rank]
      stays[index].exit = Moments(
        max(operations[lost[rank]].invoked, stays[index].entry.first), QueueStay.someTime)
    }
    return nil
  }
}

/// The moments from the first to the last at which something may happen.
struct Moments {
  let first: Int
  let last: Int

  init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }
}

/// A value in a queue. Its entry cannot be later than its exit, nor its exit earlier.
struct QueueStay {
  /// The exit of a value that stays: after all others.
  static let never = Int.max
  /// The end of an exit that nobody saw.
  static let someTime = Int.max - 1

  let enqueue: Int
  var dequeue: Int?
  let entry: Moments
  var exit: Moments

  init(enqueue: Int, dequeue: Int? = nil, entry: Moments, exit: Moments) {
    self.enqueue = enqueue
    self.dequeue = dequeue
    self.entry = entry
    self.exit = exit
  }

  var operations: [Int] { [enqueue] + (dequeue.map { [$0] } ?? []) }
}
