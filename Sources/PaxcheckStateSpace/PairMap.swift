import CPrefetch

/// A map from pairs of 32-bit ids to ids, in flat memory with linear probing.
///
/// Many threads may read it at a time, but not while one writes.
package struct PairMap: ~Copyable {
  /// A pair and its id. Vacant slots are zeros: the id is kept as its complement.
  struct Slot {
    let first: UInt32
    let second: UInt32
    private let complement: UInt32

    init(_ first: UInt32, _ second: UInt32, _ value: UInt32) {
      (self.first, self.second) = (first, second)
      complement = ~value
    }

    /// The id, or `PairMap.missing` if the slot is vacant.
    @inline(__always)
    var value: UInt32 { ~complement }
  }

  /// What a look-up needs, as a trivial value.
  package struct Reader {
    var slots: UnsafeMutablePointer<Slot>
    var mask: Int

    /// Fetches the slot in which the search for a pair begins.
    @inline(__always)
    func prefetch(_ first: UInt32, _ second: UInt32) {
      CPrefetch.prefetch(slots + home(first, second))
    }

    /// The id of a pair, or `PairMap.missing`.
    @inline(__always)
    package func value(_ first: UInt32, _ second: UInt32) -> UInt32 {
      var index = home(first, second)
      while true {
        let slot = slots[index]
        if slot.first == first && slot.second == second { return slot.value }
        if slot.value == PairMap.missing { return PairMap.missing }
        index = (index &+ 1) & mask
      }
    }

    /// The place at which the search for a pair begins.
    @inline(__always)
    private func home(_ first: UInt32, _ second: UInt32) -> Int {
      let key = UInt64(first) << 32 | UInt64(second)
      return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    fileprivate func put(_ slot: Slot) {
      var index = home(slot.first, slot.second)
      while slots[index].value != PairMap.missing { index = (index + 1) & mask }
      slots[index] = slot
    }
  }

  package static var missing: UInt32 { .max }

  package private(set) var reader: Reader
  package private(set) var count = 0

  package init() { reader = Self.allocate(1 << 10) }

  deinit { deallocateZeroed(reader.slots, reader.mask + 1) }

  package var byteCount: Int { (reader.mask + 1) * MemoryLayout<Slot>.stride }

  /// Adds a pair that is not there yet.
  package mutating func insert(_ first: UInt32, _ second: UInt32, _ value: UInt32) {
    if 4 * (count + 1) > 3 * reader.mask { grow() }
    reader.put(Slot(first, second, value))
    count += 1
  }

  private mutating func grow() {
    let larger = Self.allocate(2 * (reader.mask + 1))
    for index in 0...reader.mask where reader.slots[index].value != Self.missing {
      larger.put(reader.slots[index])
    }
    deallocateZeroed(reader.slots, reader.mask + 1)
    reader = larger
  }

  private static func allocate(_ capacity: Int) -> Reader {
    Reader(slots: allocateZeroed(capacity), mask: capacity - 1)
  }
}
