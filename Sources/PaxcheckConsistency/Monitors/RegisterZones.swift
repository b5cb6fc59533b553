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

    /// The value that is compared, or -1 for a read, or -2 for a write.
    private let expected: Int32
    /// What is read or installed.
    let value: Int32
    let invoked: UInt32
    let returned: UInt32

    /// - Parameters:
    ///   - invoked: When it was invoked, counted from 1.
    ///   - returned: When it returned; `UInt32.max` if it never did.
    package init(_ kind: Kind, value: Int32, invoked: UInt32, returned: UInt32) {
      expected =
        switch kind {
        case .read: -1
        case .write: -2
        case .compareAndSet(let expected): expected
        }
      self.value = value
      self.invoked = invoked
      self.returned = returned
    }

    var isAnswered: Bool { returned != .max }

    var kind: Kind {
      switch expected {
      case -1: .read
      case -2: .write
      default: .compareAndSet(expected: expected)
      }
    }
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
    /// Of the reads; of the whole chain for its first value, once the chain was followed.
    var ends = Ends()
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
        clusters[value].ends.add(index, operation)
      }
    }
  }

  /// Judges the history.
  package func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    var zones = self
    let verdict = try zones.judge(pause)
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

  private mutating func judge(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    if let conflict = dropUnseen() ?? link() {
      return .inconsistent(conflict: conflict)
    }
    try pause()
    var chains: [(start: UInt32, value: Int32)] = []
    for value in clusters.indices where !clusters[value].isLink {
      switch followChain(from: value) {
      case .conflict(let conflict): return .inconsistent(conflict: conflict)
      case .ends(let ends):
        clusters[value].ends = ends
        if !ends.isEmpty { chains.append((ends.start, Int32(value))) }
      }
    }
    if let circle = circle() { return .inconsistent(conflict: circle) }
    try pause()
    chains.sort { $0.start < $1.start }
    try pause()
    if let (one, other) = firstClash(chains.lazy.map { Int($0.value) }) {
      let conflict = [one, other].flatMap { value in
        clusters[value].ends.operations + installers(behind: value)
      }
      return .inconsistent(conflict: Set(conflict).sorted())
    }
    return .consistent(order: linearization(chains.lazy.map { Int($0.value) }))
  }

  /// Forgets what never returned and installed a value that was never seen.
  ///
  /// - Returns: An operation that saw a value that was never installed, if there is one.
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
      if cluster.ends.firstReturn < ends.lastInvocation {
        return .conflict([Int(cluster.ends.first), Int(ends.last)] + installers(behind: first))
      }
      ends.add(cluster.ends)
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
  private func firstClash(_ chains: some Sequence<Int>) -> (Int, Int)? {
    var latest: (value: Int, zone: Ends)?
    for value in chains {
      let zone = clusters[value].ends
      if let latest, latest.zone.firstReturn < zone.lastInvocation,
        zone.firstReturn < latest.zone.lastInvocation
      {
        return (latest.value, value)
      }
      guard zone.isForward else { continue }
      if latest.map({ $0.zone.lastInvocation < zone.lastInvocation }) ?? true {
        latest = (value, zone)
      }
    }
    return nil
  }

  /// The chains one after another, each value installed first and then read.
  private func linearization(_ chains: some Sequence<Int>) -> [Int] {
    // Where the reads of each value end, and once they are put in from behind, where they begin.
    var places = Array(repeating: Int32(0), count: clusters.count + 1)
    for operation in operations where operation.kind == .read && operation.isAnswered {
      places[Int(operation.value)] += 1
    }
    for value in clusters.indices { places[value + 1] += places[value] }
    var reads = Array(repeating: Int32(0), count: Int(places[clusters.count]))
    for index in operations.indices.reversed()
    where operations[index].kind == .read && operations[index].isAnswered {
      let value = Int(operations[index].value)
      places[value] -= 1
      reads[Int(places[value])] = Int32(index)
    }
    var order: [Int] = []
    order.reserveCapacity(operations.count)
    for first in chains {
      var value = Int32(first)
      while value >= 0 {
        let cluster = clusters[Int(value)]
        if cluster.installer >= 0 { order.append(Int(cluster.installer)) }
        order += reads[Int(places[Int(value)])..<Int(places[Int(value) + 1])].lazy.map(Int.init)
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
