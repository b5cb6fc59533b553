/// Numbers the different actions among operations: what they did and were answered, without
/// their client and their time.
struct ActionTable {
  /// An operation for each action, by number.
  private(set) var actions: [RecordedOperation] = []
  /// An open-addressing table of numbers; -1 is a free slot.
  private var slots: [Int32]
  private let mask: Int

  /// A table with room for the actions of so many operations.
  init(operationCount: Int) {
    mask = 1 << (Int.bitWidth - max(8, operationCount).leadingZeroBitCount + 1) - 1
    slots = Array(repeating: -1, count: mask + 1)
  }

  mutating func number(ofActionOf operation: RecordedOperation) -> Int {
    let action = RecordedAction(operation)
    var slot = action.hash & mask
    while slots[slot] >= 0 {
      if RecordedAction(actions[Int(slots[slot])]) == action { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(actions.count)
    actions.append(operation)
    return actions.count - 1
  }
}

private struct RecordedAction: Equatable {
  private let kindAndKey: UInt64
  private let values: UInt64

  init(_ operation: RecordedOperation) {
    let isComparison = operation.kind == .compareAndSet
    kindAndKey =
      UInt64(UInt32(bitPattern: operation.key)) << 32 | UInt64(operation.kind.rawValue) << 8
      | UInt64(operation.outcome.rawValue)
    values =
      UInt64(UInt32(bitPattern: operation.argument)) << 32
      | UInt64(
        UInt32(bitPattern: isComparison ? operation.secondArgument : operation.output))
  }

  var hash: Int {
    let mixed = (kindAndKey &* 0x9E37_79B9_7F4A_7C15 ^ values) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}
