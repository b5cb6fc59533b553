public import Synchronization

/// What every state space remembers of its states, whatever they are made of: how each was first
/// reached, and in which order.
///
/// A state has a *handle*, the number of its record in memory, and a *rank*, its place in the order of
/// discovery. Handles depend on how threads share the work; ranks never do, so only ranks reach a
/// result. With one thread they are equal.
public final class StateStore: @unchecked Sendable {
  // Unchecked: links are atomics; ranks change only while a single thread runs.
  public let table = VisitedTable()
  @usableFromInline let links = SegmentedRows<Atomic<UInt64>>()
  /// The handle of each rank, where that is not the rank itself.
  @exclusivity(unchecked) private var handles: [UInt32]?
  /// Whether several workers insert states, so that a state may be met twice at the same time.
  @usableFromInline let isShared: Bool
  /// The number of states that have a rank.
  public private(set) var count = 0
  /// States in the table that were left without a rank.
  private var unranked: [UInt32] = []
  /// Handles given out to workers, in runs.
  private let reserved = Atomic<Int>(0)

  /// - Parameter threads: The number of threads that will insert states.
  public init(threads: Int) {
    isShared = threads > 1
    handles = isShared ? [] : nil
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    table.byteCount + recordCount * links.rowByteCount + 4 * (handles?.capacity ?? 0)
  }

  /// The number of records that were given out, used or not.
  public var recordCount: Int { reserved.load(ordering: .relaxed) }

  /// The handle of the state with a rank.
  public func handle(ofRank rank: UInt32) -> UInt32 { handles?[Int(rank)] ?? rank }

  /// The handles of all states in the table.
  public var storedHandles: [UInt32] {
    (0..<UInt32(count)).map(handle(ofRank:)) + unranked
  }

  /// Whether the table should grow before it takes many more states.
  public var isTableFull: Bool { recordCount > table.capacity }

  /// Whether the table has no room for another run of handles from every thread.
  var isTableOverfull: Bool { recordCount > table.capacity / 7 * 8 }

  /// Gives out the handles of a run of records.
  public func reserveHandles(_ number: Int) -> Range<UInt32> {
    let start = reserved.wrappingAdd(number, ordering: .relaxed).oldValue
    precondition(start + number < UInt32.max, "more than 2^32 states")
    links.reserve(start + number)
    return UInt32(start)..<UInt32(start + number)
  }

  /// How the state with a handle was first reached.
  @inlinable
  public func link(_ handle: UInt32) -> Link {
    Link(bits: links.row(handle).pointee.load(ordering: .relaxed))
  }

  @inlinable
  public func setLink(_ handle: UInt32, _ link: Link) {
    links.row(handle).pointee.store(link.bits, ordering: .relaxed)
  }

  /// Records another way to reach a state; of several, the one that a sequential search meets first
  /// is kept. Only a state met for the first time in this very block can change.
  ///
  /// - Returns: The link that gave way, if one did.
  @inlinable
  public func offer(_ link: Link, to handle: UInt32) -> Link? {
    var current = self.link(handle)
    while current.isFresh && link.bits < current.bits {
      let (exchanged, original) = links.row(handle).pointee.weakCompareExchange(
        expected: current.bits, desired: link.bits, ordering: .relaxed)
      if exchanged { return current }
      current = Link(bits: original)
    }
    return nil
  }

  /// Gives ranks to new states, given by handle, in the order of their links.
  ///
  /// - Parameter limit: The largest number of ranks to give out in all; the rest is left out.
  public func rank(_ states: [UInt32], limit: Int) {
    var fresh = states
    if isShared { fresh.sort { link($0).bits < link($1).bits } }
    unranked += fresh.dropFirst(max(0, limit - count))
    for handle in fresh.prefix(max(0, limit - count)) {
      setLink(handle, link(handle).settled)
      handles?.append(handle)
      count += 1
    }
  }
}

/// How a state was first reached: from which state, by which of its actions.
@frozen
public struct Link: Sendable {
  public let bits: UInt64

  @inlinable
  public init(bits: UInt64) { self.bits = bits }

  /// The link of a state met in the block that is being expanded.
  ///
  /// - Parameter action: The place of the action among those of its state, below 2²⁴.
  @inlinable
  public init(fromRank rank: UInt32, action: UInt32) {
    bits = UInt64(rank) << 32 | UInt64(action) << 8 | 1
  }

  /// The rank of an initial state's imaginary predecessor.
  @inlinable
  public static var root: UInt32 { .max }

  /// The rank of the state before.
  @inlinable
  public var rank: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
  /// The place of the action among the actions of the state before.
  @inlinable
  public var action: UInt32 { UInt32(truncatingIfNeeded: bits >> 8) & 0xFF_FFFF }

  @inlinable
  var isFresh: Bool { bits & 1 != 0 }

  @inlinable
  public var settled: Link { Link(bits: bits & ~1) }
}
