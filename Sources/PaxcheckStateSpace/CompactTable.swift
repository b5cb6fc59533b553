import CPrefetch
import Synchronization

/// A set of ranks in four bytes a slot: as many bits as ranks need, and what is left of the 32 for
/// bits of the state's hash.
///
/// The hash of a rank's state must be known from elsewhere, so that the table can be laid out anew. It
/// grows by half, and gives the smaller table back before it takes the larger.
final class CompactTable: @unchecked Sendable {
  // Unchecked: the slots are atomics in raw memory, replaced only while a single thread runs.
  @exclusivity(unchecked) private(set) var slots = Slots(capacity: 1 << 12)

  deinit { slots.deallocate() }

  /// The memory held, in bytes.
  var byteCount: Int { slots.count * 4 }

  /// The number of states that fit before the table should grow.
  var capacity: Int { Self.capacity(slots.count) }

  private static func capacity(_ slots: Int) -> Int { slots / 16 * 13 }

  /// Grows, if need be, to have room for `count` ranks, and puts in those that are known.
  func makeRoom(
    for count: Int, known: Int, _ threads: Threads = .alone, hash: @Sendable (UInt32) -> UInt64
  ) {
    guard count > capacity else { return }
    var size = slots.count
    while count > Self.capacity(size) { size = (size + size / 2) & ~15 }
    slots.deallocate()
    let slots = Slots(capacity: size)
    let ahead = 16
    threads.divide(0..<known) { ranks in
      for rank in ranks {
        if rank + ahead < known { slots.prefetchHome(hash(UInt32(rank + ahead))) }
        slots.add(hash(UInt32(rank)), UInt32(rank))
      }
    }
    self.slots = slots
  }

  /// The bytes that making room for this many states takes besides those held.
  func growth(for count: Int) -> Int { count > capacity ? byteCount / 2 : 0 }
}

extension CompactTable {
  struct Slots: @unchecked Sendable {
    // Unchecked: what it points to are atomics.
    let base: UnsafeMutablePointer<Atomic<UInt32>>
    let count: Int
    /// The number of bits of a rank.
    private let rankBits: UInt32

    init(capacity: Int) {
      base = allocateZeroed(capacity)
      count = capacity
      rankBits = UInt32(min(32, 64 - capacity.leadingZeroBitCount))
    }

    func deallocate() { deallocateZeroed(base, count) }

    /// The slot at which the search for a hash begins.
    @inline(__always)
    private func home(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(count)).high)
    }

    /// What the hash contributes to a slot: bits that have no part in its place.
    @inline(__always)
    private func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) << rankBits }

    @inline(__always)
    func prefetchHome(_ hash: UInt64) { prefetch(base + home(hash)) }

    /// The rank in a hash's first slot if it may be that of an equal state.
    @inline(__always)
    func likelyRank(_ hash: UInt64) -> UInt32? {
      let entry = base[home(hash)].load(ordering: .relaxed)
      return entry != 0 && (entry ^ tag(hash)) >> rankBits == 0 ? rank(entry) : nil
    }

    @inline(__always)
    private func rank(_ entry: UInt32) -> UInt32 { entry & ~(~0 << rankBits) &- 1 }

    /// The rank of an equal state, or `nil`.
    @inline(__always)
    func find(_ hash: UInt64, isEqual: (UInt32) -> Bool) -> UInt32? {
      let tag = tag(hash)
      var index = home(hash)
      while true {
        let entry = base[index].load(ordering: .relaxed)
        if entry == 0 { return nil }
        if (entry ^ tag) >> rankBits == 0, isEqual(rank(entry)) { return rank(entry) }
        index = index &+ 1 == count ? 0 : index &+ 1
      }
    }

    /// Adds a state that is not here.
    @inline(__always)
    func add(_ hash: UInt64, _ rank: UInt32) {
      let new = tag(hash) | (rank &+ 1)
      var index = home(hash)
      while true {
        if base[index].load(ordering: .relaxed) == 0,
          base[index].compareExchange(expected: 0, desired: new, ordering: .relaxed).exchanged
        {
          return
        }
        index = index &+ 1 == count ? 0 : index &+ 1
      }
    }
  }
}
