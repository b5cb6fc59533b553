import PaxcheckModel
public import Synchronization

/// The states met for the first time in the block under way, whatever they are made of.
///
/// A fresh state has a *handle*, the number of its record in memory. Handles depend on how threads
/// share the work; they are good until the end of the block, when each fresh state gets its rank.
public final class FreshStates: @unchecked Sendable {
  // Unchecked: records are written before the table, by atomics, lets others know of them.
  public struct Record: ~Copyable {
    @usableFromInline let link: Atomic<UInt64>
    @usableFromInline let hash: UInt64

    @usableFromInline init(_ link: Link, hash: UInt64) {
      self.link = Atomic(link.bits)
      self.hash = hash
    }
  }

  public let table: VisitedTable
  @usableFromInline let records = SegmentedRows<Record>()
  /// Whether several workers insert states, so that a state may be met twice at the same time.
  @usableFromInline let isShared: Bool
  /// Handles given out to workers, in runs.
  private let reserved = Atomic<Int>(0)
  /// The most handles given out in a block.
  private var largestCount = 0

  init(isShared: Bool) {
    self.isShared = isShared
    table = VisitedTable(isShared: isShared)
  }

  /// The memory held, in bytes, if the state itself takes `rowByteCount`.
  func byteCount(rowByteCount: Int) -> Int {
    table.byteCount + max(largestCount, handleCount) * (records.rowByteCount + rowByteCount)
  }

  /// The addresses that making room for a part of a block more takes, in bytes, with the states themselves
  /// in `rows`.
  @usableFromInline
  func addressGrowth<Row: ~Copyable>(with rows: SegmentedRows<Row>) -> Int {
    records.addressGrowth(for: handlesAhead) + rows.addressGrowth(for: handlesAhead)
  }

  /// More handles than there will be after a part of the block under way.
  var handlesAhead: Int { handleCount + 1 << 14 }

  /// The number of handles that were given out, used or not.
  public var handleCount: Int { reserved.load(ordering: .relaxed) }

  /// Whether the table should grow before it takes many more states.
  public var isTableFull: Bool { handleCount > table.capacity }

  /// Whether the table has no room for another run of handles from every thread.
  var isTableOverfull: Bool { handleCount > table.capacity / 7 * 8 }

  /// Gives out the handles of a run of records.
  func reserveHandles(_ number: Int) -> Range<UInt32> {
    let start = reserved.wrappingAdd(number, ordering: .relaxed).oldValue
    Mistake.unless(
      start + number < UInt32.max, "the search has come to 2^32 states, the most that it can number"
    )
    records.reserve(start + number)
    return UInt32(start)..<UInt32(start + number)
  }

  /// How a fresh state is reached first, as far as it is known.
  @inlinable
  public func link(_ handle: UInt32) -> Link {
    Link(bits: records.row(handle).pointee.link.load(ordering: .relaxed))
  }

  @inlinable
  public func hash(_ handle: UInt32) -> UInt64 { records.row(handle).pointee.hash }

  /// Records another way to reach a state; of several, the one that a sequential search meets first
  /// is kept.
  ///
  /// - Returns: The link that gave way, if one did.
  @inlinable
  func offer(_ link: Link, to handle: UInt32) -> Link? {
    var current = self.link(handle)
    while link < current {
      let (exchanged, original) = records.row(handle).pointee.link.weakCompareExchange(
        expected: current.bits, desired: link.bits, ordering: .relaxed)
      if exchanged { return current }
      current = Link(bits: original)
    }
    return nil
  }

  /// Forgets these states, which must be all that there are.
  public func removeAll(_ handles: [UInt32]) {
    largestCount = max(largestCount, handleCount)
    if handles.count > table.capacity / 8 {
      table.removeAll()
    } else {
      for handle in handles { table.removeCluster(from: hash(handle)) }
    }
    reserved.store(0, ordering: .relaxed)
  }
}

extension FreshStates {
  /// What inserting reads, as a trivial value. It is out of date once the table has grown.
  public struct Writer {
    public let slots: VisitedTable.Slots
    @usableFromInline let records: SegmentedRows<Record>.Rows

    @inlinable
    init(slots: VisitedTable.Slots, records: SegmentedRows<Record>.Rows) {
      self.slots = slots
      self.records = records
    }

    /// Finds an equal fresh state, or makes the record `handle` one.
    ///
    /// - Parameters:
    ///   - handle: The record for the state, which was written before the call.
    ///   - link: How the state is reached.
    ///   - hash: The hash of the state.
    ///   - isEqual: Whether the state of another handle is equal to this one's.
    @inlinable @inline(__always)
    public func insert(
      _ handle: UInt32, _ link: Link, hash: UInt64, isEqual: (UInt32) -> Bool
    ) -> VisitedTable.Insertion {
      records[handle].initialize(to: Record(link, hash: hash))
      return slots.insert(hash, handle, isEqual: isEqual)
    }
  }

  @inlinable
  public var writer: Writer { Writer(slots: table.slots, records: records.rows) }
}
