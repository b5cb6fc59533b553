/// Judges a register all of whose values differ, in the time that sorting takes.
///
/// A value is installed by a write, or by a comparison that found another value; then it is read. What
/// is installed by comparisons forms a chain that begins with a write: nothing can come between its
/// values, so the order inside the chain is known. With *f* the first return and *s* the last
/// invocation in it, chain *v* must come before chain *w* exactly if *f(v) < s(w)*. The interval
/// between *f* and *s* is the zone of the chain, forward if *f < s*. If each chain keeps real time,
/// the history is linearizable if no two forward zones overlap and no backward zone lies inside a
/// forward one.
///
/// - SeeAlso: P. Gibbons, E. Korach, "Testing Shared Memories", SIAM J. Comput. 1997, §4; W. Golab,
///   X. Li, M. Shah, "Analyzing Consistency Properties for Fun and Profit", PODC 2011, for the zones.
/// - Complexity: O(*n* log *n*) for *n* operations.
package struct RegisterZones {
  /// A read, a write, or a comparison that succeeded or never returned. Value 0 is the initial one.
  package struct Operation {
    package enum Kind: Equatable {
      case read, write
      case compareAndSet(expected: Int32)
    }

    let kind: Kind
    /// What is read or installed.
    let value: Int32
    let invoked: Int
    let returned: Int

    package init(_ kind: Kind, value: Int32, invoked: Int, returned: Int) {
      self.kind = kind
      self.value = value
      self.invoked = invoked
      self.returned = returned
    }

    var isAnswered: Bool { returned != .max }
  }

  /// The operations on one value. Operations are -1 where there is none.
  private struct Cluster {
    /// What installs the value.
    var installer: Int32 = -1
    /// The value that is installed by a comparison with this one.
    var successor: Int32 = -1
    /// Whether the value lies behind another one in a chain.
    var isLink = false
    /// An operation that needs the value to have been installed.
    var evidence: Int32 = -1
    var reads = Ends()
  }

  private let operations: [Operation]
  private var clusters: [Cluster]

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is installed twice, or the initial one is.
  package init?(_ operations: [Operation], valueCount: Int) {
    self.operations = operations
    clusters = Array(repeating: Cluster(), count: valueCount)
    for (index, operation) in operations.enumerated() {
      let value = Int(operation.value)
      if operation.kind != .read {
        guard value != 0, clusters[value].installer < 0 else { return nil }
        clusters[value].installer = Int32(index)
      } else if operation.isAnswered {
        clusters[value].reads.add(index, operation)
      }
    }
  }

  /// Judges the history.
  package func verdict() -> MonitorVerdict {
    var zones = self
    let verdict = zones.judge()
    guard case .inconsistent(var conflict) = verdict else { return verdict }
    // An operation that never returned is known to have happened by what was seen of it.
    var next = 0
    while next < conflict.count {
      let operation = operations[conflict[next]]
      next += 1
      guard !operation.isAnswered else { continue }
      let evidence = Int(zones.clusters[Int(operation.value)].evidence)
      if evidence >= 0, !conflict.contains(evidence) { conflict.append(evidence) }
    }
    return .inconsistent(conflict: conflict)
  }

  private mutating func judge() -> MonitorVerdict {
    if let conflict = dropUnseen() ?? link() {
      return .inconsistent(conflict: conflict)
    }
    var blocks: [(ends: Ends, value: Int)] = []
    for value in clusters.indices where !clusters[value].isLink {
      switch followChain(from: value) {
      case .conflict(let conflict): return .inconsistent(conflict: conflict)
      case .ends(let ends): if !ends.isEmpty { blocks.append((ends, value)) }
      }
    }
    if let circle = circle() { return .inconsistent(conflict: circle) }
    blocks.sort { $0.ends.start < $1.ends.start }
    if let (one, other) = Self.firstClash(blocks.map(\.ends)) {
      let conflict = [one, other].flatMap { index in
        blocks[index].ends.operations + installers(behind: blocks[index].value)
      }
      return .inconsistent(conflict: Set(conflict).sorted())
    }
    return .consistent(order: linearization(blocks.map(\.value)))
  }

  /// Forgets what never returned and installed a value that nobody saw.
  ///
  /// - Returns: An operation that saw a value that nobody installs, if there is one.
  private mutating func dropUnseen() -> [Int]? {
    for (index, operation) in operations.enumerated() where operation.isAnswered {
      guard let value = operation.seen, value != 0 else { continue }
      guard clusters[value].installer >= 0 else { return [index] }
      clusters[value].evidence = Int32(index)
    }
    var unfollowed = clusters.indices.filter { clusters[$0].evidence >= 0 }
    while let value = unfollowed.popLast() {
      let installer = clusters[value].installer
      guard let expected = operations[Int(installer)].seen, expected != 0 else { continue }
      guard clusters[expected].installer >= 0 else { return [Int(installer)] }
      if clusters[expected].evidence < 0 {
        clusters[expected].evidence = installer
        unfollowed.append(expected)
      }
    }
    for value in clusters.indices
    where clusters[value].evidence < 0 && clusters[value].installer >= 0 {
      if !operations[Int(clusters[value].installer)].isAnswered { clusters[value].installer = -1 }
    }
    return nil
  }

  /// Links values that were installed by comparisons to those that they replaced.
  ///
  /// - Returns: Two comparisons that replaced the same value, if there are any.
  private mutating func link() -> [Int]? {
    for value in clusters.indices where clusters[value].installer >= 0 {
      let installer = Int(clusters[value].installer)
      guard case .compareAndSet(let expected) = operations[installer].kind else { continue }
      let other = clusters[Int(expected)].successor
      if other >= 0 { return [installer, Int(clusters[Int(other)].installer)] }
      clusters[Int(expected)].successor = Int32(value)
      clusters[value].isLink = true
    }
    return nil
  }

  private enum Chain {
    case ends(Ends)
    case conflict([Int])
  }

  /// The ends of a chain, if its operations can come in its order.
  private func followChain(from first: Int) -> Chain {
    var ends = Ends()
    if first == 0 { ends.firstReturn = .min }
    var next = Int32(first)
    while next >= 0 {
      let cluster = clusters[Int(next)]
      if cluster.installer >= 0 {
        let installer = operations[Int(cluster.installer)]
        if installer.returned < ends.lastInvocation {
          return .conflict([Int(cluster.installer), Int(ends.last)] + installers(behind: first))
        }
        ends.add(Int(cluster.installer), installer)
      }
      if cluster.reads.firstReturn < ends.lastInvocation {
        return .conflict([Int(cluster.reads.first), Int(ends.last)] + installers(behind: first))
      }
      ends.add(cluster.reads)
      next = cluster.successor
    }
    return .ends(ends)
  }

  /// Comparisons each of which needs the value that the one before installs, in a circle.
  private func circle() -> [Int]? {
    guard clusters.contains(where: \.isLink) else { return nil }
    var isReached = clusters.map { !$0.isLink }
    for value in clusters.indices where !clusters[value].isLink {
      for link in chain(from: value) { isReached[link] = true }
    }
    guard let first = isReached.firstIndex(of: false) else { return nil }
    return chain(from: first).map { Int(clusters[$0].installer) }
  }

  /// What installs the values of a chain.
  private func installers(behind first: Int) -> [Int] {
    chain(from: first).map { Int(clusters[$0].installer) }.filter { $0 >= 0 }
  }

  /// The values that follow one another, once round if in a circle.
  private func chain(from first: Int) -> [Int] {
    var values = [first]
    var next = Int(clusters[first].successor)
    while next >= 0, next != first {
      values.append(next)
      next = Int(clusters[next].successor)
    }
    return values
  }

  /// The first chain in the order of the zones that must come both before and after another one.
  private static func firstClash(_ zones: [Ends]) -> (Int, Int)? {
    var latest: Int?
    for (index, zone) in zones.enumerated() {
      if let latest, zones[latest].firstReturn < zone.lastInvocation,
        zone.firstReturn < zones[latest].lastInvocation
      {
        return (latest, index)
      }
      guard zone.isForward else { continue }
      if latest.map({ zones[$0].lastInvocation < zone.lastInvocation }) ?? true { latest = index }
    }
    return nil
  }

  /// The chains one after another, each value installed first and then read.
  private func linearization(_ chains: [Int]) -> [Int] {
    var readsBehind = Array(repeating: 0, count: clusters.count + 1)
    for operation in operations where operation.kind == .read && operation.isAnswered {
      readsBehind[Int(operation.value) + 1] += 1
    }
    for value in clusters.indices { readsBehind[value + 1] += readsBehind[value] }
    var reads = Array(repeating: 0, count: readsBehind[clusters.count])
    var next = readsBehind
    for (index, operation) in operations.enumerated()
    where operation.kind == .read && operation.isAnswered {
      reads[next[Int(operation.value)]] = index
      next[Int(operation.value)] += 1
    }
    var order: [Int] = []
    order.reserveCapacity(operations.count)
    for first in chains {
      var value = Int32(first)
      while value >= 0 {
        let cluster = clusters[Int(value)]
        if cluster.installer >= 0 { order.append(Int(cluster.installer)) }
        order += reads[readsBehind[Int(value)]..<readsBehind[Int(value) + 1]]
        value = cluster.successor
      }
    }
    return order
  }
}

extension RegisterZones.Operation {
  /// The value that the register must have had.
  fileprivate var seen: Int? {
    switch kind {
    case .read: Int(value)
    case .write: nil
    case .compareAndSet(let expected): Int(expected)
    }
  }
}
