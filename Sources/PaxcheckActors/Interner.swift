/// Numbers for values, in the order in which they are first seen.
struct Interner<Value: Hashable> {
  private var numbers: [Value: UInt32] = [:]
  private(set) var values: [Value] = []

  /// The number of a value, new or old.
  mutating func number(_ value: Value) -> UInt32 {
    if let number = numbers[value] { return number }
    let number = UInt32(values.count)
    numbers[value] = number
    values.append(value)
    return number
  }

  subscript(number: UInt32) -> Value { values[Int(number)] }

  var count: Int { values.count }

  /// The memory held, estimated from the size of a value's own fields.
  var byteCount: Int { values.count * (3 * MemoryLayout<Value>.stride + 48) }
}

/// A slot as a key, whatever its type.
struct SlotKey<Message: Hashable & Sendable, Event: Hashable & Sendable>: Hashable {
  let slot: any Slot<Message, Event>

  static func == (left: Self, right: Self) -> Bool { left.slot.isEqual(to: right.slot) }

  func hash(into hasher: inout Hasher) { slot.hash(into: &hasher) }
}
