/// Numbers for values, in the order in which they are first seen.
///
/// Each value is kept once, and hashed once for each question: most values of some models are new.
struct Interner<Value: Hashable> {
  private(set) var values: [Value] = []
  /// Open addressing with linear probing: 32 bits of a value's hash, then its number plus one. The hash
  /// decides nothing else, since values are told apart by equality.
  private var table = [UInt64](repeating: 0, count: 16)

  /// The number of a value, new or old.
  mutating func number(_ value: Value) -> UInt32 {
    if 4 * values.count >= 3 * table.count { grow() }
    let hash = UInt64(truncatingIfNeeded: value.hashValue) >> 32
    var place = Int(hash) & (table.count - 1)
    while table[place] != 0 {
      let number = UInt32(truncatingIfNeeded: table[place]) - 1
      if table[place] >> 32 == hash, values[Int(number)] == value { return number }
      place = (place + 1) & (table.count - 1)
    }
    values.append(value)
    table[place] = hash << 32 | UInt64(values.count)
    return UInt32(values.count - 1)
  }

  subscript(number: UInt32) -> Value { values[Int(number)] }

  var count: Int { values.count }

  /// The memory held, apart from what values keep elsewhere.
  var byteCount: Int { values.capacity * MemoryLayout<Value>.stride + 8 * table.count }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: 2 * table.count)
    for entry in table where entry != 0 {
      var place = Int(entry >> 32) & (larger.count - 1)
      while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = entry
    }
    table = larger
  }
}

/// A slot as a key, whatever its type.
struct SlotKey<Message: Hashable & Sendable, Event: Hashable & Sendable>: Hashable {
  let slot: any Slot<Message, Event>

  static func == (left: Self, right: Self) -> Bool { left.slot.isEqual(to: right.slot) }

  func hash(into hasher: inout Hasher) { slot.hash(into: &hasher) }
}
