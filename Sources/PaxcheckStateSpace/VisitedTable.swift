import CPrefetch
public import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The set of states met so far: 32 bits of a state's hash and the 32-bit handle of its record.
///
/// Open addressing with linear probing over atomics. Threads claim slots by compare-and-swap; the
/// caller compares whole records when the 32 bits agree, so that the set is exact. Growing is for one
/// thread alone.
public final class VisitedTable: @unchecked Sendable {
  // Unchecked: the slots are atomics in raw memory, replaced only while a single thread runs.
  @exclusivity(unchecked) @usableFromInline var slots: UnsafeMutablePointer<Atomic<UInt64>>
  @exclusivity(unchecked) @usableFromInline var mask: Int
  @exclusivity(unchecked) @usableFromInline var shift: UInt64

  public init() {
    slots = Self.allocate(1 << Self.smallest)
    mask = 1 << Self.smallest - 1
    shift = UInt64(64 - Self.smallest)
  }

  deinit { free(slots) }

  private static var smallest: Int { 16 }

  /// The memory held, in bytes.
  public var byteCount: Int { (mask + 1) * 8 }

  /// The number of states that fit before the table should grow: three quarters of its slots.
  public var capacity: Int { (mask + 1) / 4 * 3 }

  /// What became of an insertion.
  @frozen
  public enum Insertion {
    case inserted
    /// The state was there, under this handle.
    case found(UInt32)
  }

  /// The slot at which the search for a hash begins.
  @inlinable @inline(__always)
  func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> shift) }

  /// Fetches the cache line in which the search for a hash begins.
  @inline(__always)
  func prefetchHome(_ hash: UInt64) { prefetch(slots + home(hash)) }

  /// The handle in a hash's first slot if it may be that of an equal state.
  @inline(__always)
  func likelyHandle(_ hash: UInt64) -> UInt32? {
    let entry = slots[home(hash)].load(ordering: .relaxed)
    return entry != 0 && (entry ^ hash) >> 32 == 0 ? UInt32(truncatingIfNeeded: entry) &- 1 : nil
  }

  /// Finds an equal state, or claims a slot for the record `handle`, written before the call.
  ///
  /// - Parameter isEqual: Whether the record of another handle is equal to the new one.
  @inlinable @inline(__always)
  public func insert(
    _ hash: UInt64, handle: UInt32, isEqual: (UInt32) -> Bool
  ) -> Insertion {
    let entry = hash & 0xFFFF_FFFF_0000_0000 | UInt64(handle &+ 1)
    var index = home(hash)
    var current = slots[index].load(ordering: .acquiring)
    while true {
      if current == 0 {
        let (exchanged, original) = slots[index].compareExchange(
          expected: 0, desired: entry, ordering: .acquiringAndReleasing)
        if exchanged { return .inserted }
        current = original
        continue
      }
      if (current ^ hash) >> 32 == 0 {
        let other = UInt32(truncatingIfNeeded: current) &- 1
        if isEqual(other) { return .found(other) }
      }
      index = (index &+ 1) & mask
      current = slots[index].load(ordering: .acquiring)
    }
  }

  /// The handle of an equal state, or `nil`.
  @inlinable
  public func find(_ hash: UInt64, isEqual: (UInt32) -> Bool) -> UInt32? {
    var index = home(hash)
    while true {
      let current = slots[index].load(ordering: .acquiring)
      if current == 0 { return nil }
      let other = UInt32(truncatingIfNeeded: current) &- 1
      if (current ^ hash) >> 32 == 0, isEqual(other) { return other }
      index = (index &+ 1) & mask
    }
  }

  /// Doubles the table. The hash bits kept are enough to place every entry anew.
  ///
  /// - Precondition: the table has fewer than 2³² slots.
  public func grow() {
    let count = mask + 1
    precondition(shift > 32, "a table of \(count) slots cannot grow")
    let larger = Self.allocate(2 * count)
    let newMask = 2 * count - 1
    for index in 0..<count {
      let entry = slots[index].load(ordering: .relaxed)
      guard entry != 0 else { continue }
      var place = Int(truncatingIfNeeded: entry >> (shift - 1))
      while larger[place].load(ordering: .relaxed) != 0 { place = (place + 1) & newMask }
      larger[place].store(entry, ordering: .relaxed)
    }
    free(slots)
    slots = larger
    mask = newMask
    shift -= 1
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    // Pages that come zeroed from the system cost nothing until they are touched.
    guard let memory = calloc(count, MemoryLayout<UInt64>.stride) else {
      fatalError("out of memory for a table of \(count) slots")
    }
    return memory.bindMemory(to: Atomic<UInt64>.self, capacity: count)
  }
}
