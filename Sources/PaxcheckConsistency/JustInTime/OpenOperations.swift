/// The operations that are open at one moment of a timeline, which can move both ways.
struct OpenOperations: ~Copyable {
  let timeline: Timeline
  /// Words per mask of slots.
  let maskWords: Int
  /// How many events have happened.
  private(set) var position = 0
  /// Per slot: the open operation, or -1.
  private(set) var operationInSlot: Run<Int32>
  /// Per slot: its action. Only meaningful while the slot is taken.
  private(set) var actionInSlot: Run<Int32>
  /// The slots of operations by what is known of them.
  private(set) var pure: Run<UInt64>
  private(set) var overwriting: Run<UInt64>
  private(set) var conditional: Run<UInt64>
  private(set) var other: Run<UInt64>
  /// Per slot a mask: the open operations with the same action that return earlier.
  private(set) var earlierTwins: Run<UInt64>
  /// Per group: how many lost operations have begun.
  private(set) var lostCount: Run<Int>

  init(_ timeline: Timeline) {
    self.timeline = timeline
    maskWords = max(1, (timeline.slotCount + 63) / 64)
    operationInSlot = Run(repeating: -1, count: timeline.slotCount)
    actionInSlot = Run(repeating: -1, count: timeline.slotCount)
    pure = Run(repeating: 0, count: maskWords)
    overwriting = Run(repeating: 0, count: maskWords)
    conditional = Run(repeating: 0, count: maskWords)
    other = Run(repeating: 0, count: maskWords)
    earlierTwins = Run(repeating: 0, count: maskWords * timeline.slotCount)
    lostCount = Run(repeating: 0, count: timeline.groups.count)
  }

  /// Lets the next event happen.
  mutating func advance(_ table: TransitionTable) {
    switch timeline.events[position] {
    case .invocation(let operation, let slot): open(operation, slot, table)
    case .response(_, let slot): close(slot)
    case .lostInvocation(let group): lostCount[group] += 1
    }
    position += 1
  }

  /// Takes the last event back.
  mutating func retreat(_ table: TransitionTable) {
    position -= 1
    switch timeline.events[position] {
    case .invocation(_, let slot): close(slot)
    case .response(let operation, let slot): open(operation, slot, table)
    case .lostInvocation(let group): lostCount[group] -= 1
    }
  }

  private mutating func open(_ operation: Int, _ slot: Int, _ table: TransitionTable) {
    let action = timeline.operations[operation].action
    let (word, bit) = (slot >> 6, UInt64(1) << UInt64(slot & 63))
    switch table.role(of: action) {
    case .pure: pure[word] |= bit
    case .overwriting: overwriting[word] |= bit
    case .conditional: conditional[word] |= bit
    case .other: other[word] |= bit
    }
    for twin in 0..<operationInSlot.count
    where operationInSlot[twin] >= 0 && actionInSlot[twin] == action {
      let other = timeline.operations[Int(operationInSlot[twin])]
      if other.returned < timeline.operations[operation].returned {
        earlierTwins[slot * maskWords + (twin >> 6)] |= 1 << UInt64(twin & 63)
      } else {
        earlierTwins[twin * maskWords + word] |= bit
      }
    }
    operationInSlot[slot] = Int32(operation)
    actionInSlot[slot] = action
  }

  private mutating func close(_ slot: Int) {
    let (word, bit) = (slot >> 6, UInt64(1) << UInt64(slot & 63))
    pure[word] &= ~bit
    overwriting[word] &= ~bit
    conditional[word] &= ~bit
    other[word] &= ~bit
    operationInSlot[slot] = -1
    for index in 0..<maskWords { earlierTwins[slot * maskWords + index] = 0 }
    for twin in 0..<operationInSlot.count { earlierTwins[twin * maskWords + word] &= ~bit }
  }
}
