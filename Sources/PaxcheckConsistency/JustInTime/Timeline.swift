/// An operation of a history in numbers.
package struct EncodedOperation: Sendable {
  /// The operation with its answer; equal numbers mean equal behaviour.
  package let action: Int32
  /// When it was invoked. All moments of a history differ.
  package let invoked: Int
  /// When it returned; `Int.max` if it never did.
  package let returned: Int

  package init(action: Int, invoked: Int, returned: Int) {
    self.action = Int32(action)
    self.invoked = invoked
    self.returned = returned
  }

  package var isAnswered: Bool { returned != .max }
}

/// The events of a history in order, with a small number for each operation while it is open.
///
/// Operations that never return get none: of those with the same action only the number counts, so
/// they form a group. Such operations that change nothing are left out.
struct Timeline {
  enum Event {
    case invocation(operation: Int, slot: Int)
    case response(operation: Int, slot: Int)
    /// An operation begins that never returns.
    case lostInvocation(group: Int)
  }

  let operations: [EncodedOperation]
  let events: [Event]
  /// The number of slots: of operations that are open at the same time, those lost left aside.
  let slotCount: Int
  /// The action of each group of lost operations.
  let groups: [Int32]
  /// The size of the largest group.
  let largestGroup: Int

  init(_ operations: [EncodedOperation], table: TransitionTable) {
    self.operations = operations
    var moments: [(moment: Int, operation: Int, isResponse: Bool)] = []
    moments.reserveCapacity(operations.count * 2)
    for (index, operation) in operations.enumerated() {
      if operation.isAnswered {
        moments.append((operation.returned, index, true))
      } else if table.role(of: operation.action) == .pure {
        continue
      }
      moments.append((operation.invoked, index, false))
    }
    moments.sort { $0.moment < $1.moment }
    var slots = SlotPool(operationCount: operations.count)
    var groups = GroupPool(actionCount: table.actionCount)
    events = moments.map { _, operation, isResponse in
      if isResponse { return .response(operation: operation, slot: slots.free(operation)) }
      guard operations[operation].isAnswered else {
        return .lostInvocation(group: groups.add(operations[operation].action))
      }
      return .invocation(operation: operation, slot: slots.take(operation))
    }
    slotCount = slots.count
    self.groups = groups.actions
    largestGroup = groups.sizes.max() ?? 0
  }
}

extension Timeline {
  /// Per position, and one beyond the last: the position of the first response from there on.
  var nextResponses: [Int] {
    var positions = Array(repeating: events.count, count: events.count + 1)
    for position in events.indices.reversed() {
      if case .response = events[position] {
        positions[position] = position
      } else {
        positions[position] = positions[position + 1]
      }
    }
    return positions
  }
}

/// Hands out the smallest free slot.
private struct SlotPool {
  private(set) var count = 0
  private var freed: [Int] = []
  private var taken: [Int32]

  init(operationCount: Int) { taken = Array(repeating: -1, count: operationCount) }

  mutating func take(_ operation: Int) -> Int {
    let slot = freed.popLast() ?? count
    count = max(count, slot + 1)
    taken[operation] = Int32(slot)
    return slot
  }

  mutating func free(_ operation: Int) -> Int {
    let slot = Int(taken[operation])
    freed.append(slot)
    return slot
  }
}

/// Numbers the actions of lost operations.
private struct GroupPool {
  private(set) var actions: [Int32] = []
  private(set) var sizes: [Int] = []
  /// Per action: its group, or -1.
  private var groups: [Int32]

  init(actionCount: Int) { groups = Array(repeating: -1, count: actionCount) }

  mutating func add(_ action: Int32) -> Int {
    if groups[Int(action)] < 0 {
      groups[Int(action)] = Int32(actions.count)
      actions.append(action)
      sizes.append(0)
    }
    let group = Int(groups[Int(action)])
    sizes[group] += 1
    return group
  }
}
