import CPrefetch

/// A map from pairs of 32-bit ids to ids, in flat memory with linear probing.
///
/// Read by many threads while nobody writes.
package struct PairMap: ~Copyable {
  struct Slot {
    var key: UInt64
    var value: UInt32
  }

  /// What a look-up needs, as a trivial value.
  package struct Reader {
    var slots: UnsafeMutablePointer<Slot>
    var mask: Int

    /// Fetches the slot in which the search for a pair begins.
    @inline(__always)
    func prefetch(_ first: UInt32, _ second: UInt32) {
      let key = UInt64(first) << 32 | UInt64(second)
      CPrefetch.prefetch(slots + (PairMap.home(key) & mask))
    }

    /// The id of a pair, or `PairMap.missing`.
    @inline(__always)
    package func value(_ first: UInt32, _ second: UInt32) -> UInt32 {
      let key = UInt64(first) << 32 | UInt64(second)
      var index = PairMap.home(key) & mask
      while true {
        let slot = slots[index]
        if slot.key == key { return slot.value }
        if slot.key == PairMap.vacant { return PairMap.missing }
        index = (index &+ 1) & mask
      }
    }
  }

  package static var missing: UInt32 { .max }
  private static var vacant: UInt64 { .max }

  package private(set) var reader: Reader
  package private(set) var count = 0

  package init() { reader = Self.allocate(1 << 10) }

  deinit { reader.slots.deallocate() }

  package var byteCount: Int { (reader.mask + 1) * MemoryLayout<Slot>.stride }

  /// Adds a pair that is not there yet.
  package mutating func insert(_ first: UInt32, _ second: UInt32, _ value: UInt32) {
    if 2 * (count + 1) > reader.mask { grow() }
    Self.put(Slot(key: UInt64(first) << 32 | UInt64(second), value: value), into: reader)
    count += 1
  }

  private mutating func grow() {
    let larger = Self.allocate(2 * (reader.mask + 1))
    for index in 0...reader.mask where reader.slots[index].key != Self.vacant {
      Self.put(reader.slots[index], into: larger)
    }
    reader.slots.deallocate()
    reader = larger
  }

  @inline(__always)
  private static func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  private static func put(_ slot: Slot, into reader: Reader) {
    var index = home(slot.key) & reader.mask
    while reader.slots[index].key != vacant { index = (index + 1) & reader.mask }
    reader.slots[index] = slot
  }

  private static func allocate(_ capacity: Int) -> Reader {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: vacant, value: 0), count: capacity)
    return Reader(slots: slots, mask: capacity - 1)
  }
}
