/// Judges a register all of whose written values differ, in the time that sorting takes.
///
/// The operations on one value form a cluster: its write and its reads. With *f* the first return and
/// *s* the last invocation in it, cluster *v* must come before cluster *w* exactly if *f(v) < s(w)*.
/// The interval between *f* and *s* is the zone of the cluster, forward if *f < s*. The history is
/// linearizable if no two forward zones overlap and no backward zone lies inside a forward one.
///
/// - SeeAlso: P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 1997, §4; W. Golab,
///   X. Li, M. Shah, "Analyzing Consistency Properties for Fun and Profit", PODC 2011, for the zones.
/// - Complexity: O(*n* log *n*) for *n* operations.
package struct RegisterZones {
  /// A read or write. Value 0 is the initial one.
  package struct Operation {
    let isWrite: Bool
    let value: Int32
    let invoked: Int
    let returned: Int

    package init(isWrite: Bool, value: Int32, invoked: Int, returned: Int) {
      self.isWrite = isWrite
      self.value = value
      self.invoked = invoked
      self.returned = returned
    }
  }

  package enum Verdict: Hashable {
    /// The operations in a legal order.
    case consistent(order: [Int])
    /// These operations alone, at most four, have no legal order.
    case inconsistent(conflict: [Int])
  }

  /// The operations on one value.
  private struct Cluster {
    /// The write; -1 if there is none, or for the initial value.
    var write: Int32 = -1
    /// The operation that returns first, and the one that is invoked last. -1 for the initial write.
    var first: Int32 = -1
    var last: Int32 = -1
    var firstReturn = Int.max
    var lastInvocation = Int.min

    var isForward: Bool { firstReturn < lastInvocation }
    var start: Int { min(firstReturn, lastInvocation) }
    var isEmpty: Bool { firstReturn == .max }

    mutating func add(_ index: Int, invoked: Int, returned: Int) {
      if returned < firstReturn { (firstReturn, first) = (returned, Int32(index)) }
      if invoked > lastInvocation { (lastInvocation, last) = (invoked, Int32(index)) }
    }
  }

  private let operations: [Operation]
  private var clusters: [Cluster]

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is written twice, or the initial one is written.
  package init?(_ operations: [Operation], valueCount: Int) {
    self.operations = operations
    clusters = Array(repeating: Cluster(), count: valueCount)
    clusters[0].firstReturn = Int.min
    for (index, operation) in operations.enumerated() {
      if operation.isWrite {
        guard operation.value != 0, clusters[Int(operation.value)].write < 0 else { return nil }
        clusters[Int(operation.value)].write = Int32(index)
      } else if operation.returned == .max {
        continue
      }
      clusters[Int(operation.value)].add(
        index, invoked: operation.invoked, returned: operation.returned)
    }
  }

  /// Judges the history.
  package func verdict() -> Verdict {
    for index in operations.indices {
      let operation = operations[index]
      guard !operation.isWrite, operation.returned != .max, operation.value != 0 else { continue }
      let write = Int(clusters[Int(operation.value)].write)
      if write < 0 { return .inconsistent(conflict: [index]) }
      if operation.returned < operations[write].invoked {
        return .inconsistent(conflict: [index, write])
      }
    }
    let order = clusters.indices.filter { !clusters[$0].isEmpty }
      .map { (start: clusters[$0].start, value: $0) }.sorted { $0.start < $1.start }.map(\.value)
    if let (one, other) = firstClash(order) {
      let ends = [one, other].flatMap { [clusters[$0].first, clusters[$0].last] }
      return .inconsistent(conflict: Set(ends.filter { $0 >= 0 }.map(Int.init)).sorted())
    }
    return .consistent(order: linearization(order))
  }

  /// The first cluster in the order of the zones that must come both before and after another one.
  private func firstClash(_ order: [Int]) -> (Int, Int)? {
    var latest: Int?
    for value in order {
      let cluster = clusters[value]
      if let latest, clusters[latest].firstReturn < cluster.lastInvocation,
        cluster.firstReturn < clusters[latest].lastInvocation
      {
        return (latest, value)
      }
      guard cluster.isForward else { continue }
      if latest.map({ clusters[$0].lastInvocation < cluster.lastInvocation }) ?? true {
        latest = value
      }
    }
    return nil
  }

  /// The clusters one after another, each with its write first.
  private func linearization(_ order: [Int]) -> [Int] {
    var ranks = Array(repeating: -1, count: clusters.count)
    for (rank, value) in order.enumerated() { ranks[value] = rank }
    var starts = Array(repeating: 0, count: order.count + 1)
    let placed = operations.indices.filter {
      (operations[$0].isWrite || operations[$0].returned != .max)
        && ranks[Int(operations[$0].value)] >= 0
    }
    for index in placed { starts[ranks[Int(operations[index].value)] + 1] += 1 }
    for rank in order.indices { starts[rank + 1] += starts[rank] }
    var result = Array(repeating: -1, count: placed.count)
    for (rank, value) in order.enumerated() where clusters[value].write >= 0 {
      result[starts[rank]] = Int(clusters[value].write)
      starts[rank] += 1
    }
    for index in placed where !operations[index].isWrite {
      let rank = ranks[Int(operations[index].value)]
      result[starts[rank]] = index
      starts[rank] += 1
    }
    return result
  }
}
