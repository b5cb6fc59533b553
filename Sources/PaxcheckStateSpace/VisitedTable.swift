import CPrefetch
import PaxcheckModel
public import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A set of states: 32 bits of a state's hash and the 32-bit number of its record, handle or rank.
///
/// Open addressing with linear probing over atomics. Threads claim slots by compare-and-swap; the
/// caller compares whole records when the 32 bits agree, so that the set is exact. Growing is for one
/// thread alone.
public final class VisitedTable: @unchecked Sendable {
  // Unchecked: the slots are atomics in raw memory, replaced only while a single thread runs.
  /// The table as a trivial value for hot loops. It is out of date once the table has grown.
  @exclusivity(unchecked) public private(set) var slots: Slots

  /// - Parameter isShared: Whether several threads may add entries at the same time.
  public init(isShared: Bool = true) { slots = Slots(bits: Self.smallest, isShared: isShared) }

  deinit { slots.deallocate() }

  private static var smallest: Int { 16 }

  /// The memory held, in bytes.
  public var byteCount: Int { (slots.mask + 1) * 8 }

  /// The number of states that fit before the table should grow: three quarters of its slots.
  public var capacity: Int { (slots.mask + 1) / 4 * 3 }

  /// The bytes that growing takes before the smaller table is given back, if so many states make it
  /// grow.
  public func growth(for count: Int) -> Int { count > capacity ? 2 * byteCount : 0 }

  /// What became of an insertion.
  @frozen
  public enum Insertion {
    case inserted
    /// The state was there, under this number.
    case found(UInt32)
  }

  /// Doubles the table. The hash bits kept are enough to place every entry anew.
  ///
  /// - Precondition: the table has fewer than 2³² slots.
  public func grow(_ threads: Threads = .alone) {
    Mistake.unless(slots.shift > 32, "a table of \(slots.mask + 1) slots cannot grow")
    let smaller = slots
    let larger = Slots(bits: 65 - Int(slots.shift), isShared: slots.isShared)
    if slots.mask < Self.largestMovedAlone {
      smaller.move(0..<slots.mask + 1, to: larger)
    } else {
      threads.divide(0..<slots.mask + 1) { smaller.move($0, to: larger) }
    }
    smaller.deallocate()
    slots = larger
  }

  /// A table of this size is moved in less time than it takes to wake a thread.
  private static var largestMovedAlone: Int { 1 << 17 }

  /// Removes every entry.
  func removeAll() { memset(slots.base, 0, byteCount) }

  /// Removes the entries from a hash's first slot up to the next vacant one. If this is done for each
  /// entry, the table is empty.
  func removeCluster(from hash: UInt64) {
    var index = slots.home(hash)
    while slots.base[index].load(ordering: .relaxed) != 0 {
      slots.base[index].store(0, ordering: .relaxed)
      index = (index + 1) & slots.mask
    }
  }
}

extension VisitedTable {
  /// The slots of a table.
  public struct Slots: @unchecked Sendable {
    // Unchecked: what it points to are atomics.
    @usableFromInline let base: UnsafeMutablePointer<Atomic<UInt64>>
    @usableFromInline let mask: Int
    @usableFromInline let shift: UInt64
    @usableFromInline let isShared: Bool

    init(bits: Int, isShared: Bool) {
      self.isShared = isShared
      base = allocateZeroed(1 << bits)
      mask = 1 << bits - 1
      shift = UInt64(64 - bits)
    }

    func deallocate() { deallocateZeroed(base, mask + 1) }

    /// Moves the entries of some slots to a table of twice the size.
    ///
    /// Other slots may be moved at the same time. The part of a run of entries that lies in `range` is
    /// left to the thread that moves its beginning: entries that a vacant slot separates go to slots apart.
    fileprivate func move(_ range: Range<Int>, to larger: Slots) {
      var index = firstVacant(from: range.lowerBound)
      let end = firstVacant(from: range.upperBound)
      while index < end {
        let entry = base[index & mask].load(ordering: .relaxed)
        index += 1
        guard entry != 0 else { continue }
        var place = larger.home(entry)
        while larger.base[place].load(ordering: .relaxed) != 0 { place = (place + 1) & larger.mask }
        larger.base[place].store(entry, ordering: .relaxed)
      }
    }

    /// The first vacant slot from an index on, which may lie beyond the last: there the first follows.
    private func firstVacant(from index: Int) -> Int {
      var index = index
      while base[index & mask].load(ordering: .relaxed) != 0 { index += 1 }
      return index
    }

    /// The slot at which the search for a hash begins.
    @inlinable @inline(__always)
    func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> shift) }

    /// Fetches the cache line in which the search for a hash begins.
    @inline(__always)
    func prefetchHome(_ hash: UInt64) { prefetch(base + home(hash)) }

    /// The number in a hash's first slot if it may be that of an equal state.
    @inline(__always)
    func likelyNumber(_ hash: UInt64) -> UInt32? {
      let entry = base[home(hash)].load(ordering: .relaxed)
      return entry != 0 && (entry ^ hash) >> 32 == 0 ? UInt32(truncatingIfNeeded: entry) &- 1 : nil
    }

    /// Finds an equal state, or claims a slot for the record `number`, written before the call.
    ///
    /// - Parameters:
    ///   - hash: The hash of the state.
    ///   - number: The number of its record.
    ///   - isEqual: Whether the record of another number is equal to the new one.
    @inlinable @inline(__always)
    public func insert(
      _ hash: UInt64, _ number: UInt32, isEqual: (UInt32) -> Bool
    ) -> Insertion {
      let entry = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number &+ 1)
      var index = home(hash)
      var current = base[index].load(ordering: .acquiring)
      while true {
        if current == 0 {
          // A store does not wait for the loads before it, as an exchange does.
          if !isShared {
            base[index].store(entry, ordering: .relaxed)
            return .inserted
          }
          let (exchanged, original) = base[index].compareExchange(
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
        current = base[index].load(ordering: .acquiring)
      }
    }

    /// Adds a state that is not here.
    @inlinable @inline(__always)
    public func add(_ hash: UInt64, _ number: UInt32) {
      _ = insert(hash, number) { _ in false }
    }

    /// The number of an equal state, or `nil`.
    @inlinable @inline(__always)
    public func find(_ hash: UInt64, isEqual: (UInt32) -> Bool) -> UInt32? {
      var index = home(hash)
      while true {
        let current = base[index].load(ordering: .acquiring)
        if current == 0 { return nil }
        let other = UInt32(truncatingIfNeeded: current) &- 1
        if (current ^ hash) >> 32 == 0, isEqual(other) { return other }
        index = (index &+ 1) & mask
      }
    }
  }
}

extension VisitedTable.Slots: BitwiseCopyable {}
