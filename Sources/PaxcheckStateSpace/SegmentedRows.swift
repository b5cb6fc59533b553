public import Synchronization

/// Rows of equal length that never move, so that threads may read some while others are written.
///
/// Memory comes in segments of 2¹⁸ rows. A row may be read by a thread that learnt of it through an
/// acquiring load of what was stored, releasing, after it was written.
public final class SegmentedRows<Element: ~Copyable>: @unchecked Sendable {
  // Unchecked: rows are raw memory whose hand-over is ordered by the visited table's atomics.
  @usableFromInline typealias Segment = Atomic<UnsafeMutableRawPointer?>
  /// The rows as a trivial value for hot loops.
  public let rows: Rows

  private static var segmentCount: Int { 1 << (32 - Rows.segmentBits) }
  private let hasLargePages: Bool

  /// - Parameters:
  ///   - width: The number of elements in a row.
  ///   - hasLargePages: Whether even the first segment takes its memory in large pages.
  public init(width: Int = 1, hasLargePages: Bool = false) {
    self.hasLargePages = hasLargePages
    rows = Rows(width: width, segments: allocateZeroed(Self.segmentCount))
  }

  deinit {
    for segment in 0..<Self.segmentCount where holds(segment) { release(segment) }
    deallocateZeroed(rows.segments, Self.segmentCount)
  }

  /// The memory of one row, in bytes. Segments take memory only as their rows are written.
  @usableFromInline var rowByteCount: Int { rows.width * MemoryLayout<Element>.stride }

  /// The address of a row for which there is room.
  @inlinable @inline(__always)
  public func row(_ index: UInt32) -> UnsafeMutablePointer<Element> { rows[index] }

  /// Makes room for all rows below `count`. Several threads may do so at the same time.
  public func reserve(_ count: Int) {
    var segment = (count - 1) >> Int(Rows.segmentBits)
    while segment >= 0, !holds(segment) {
      // A small space shall not take whole large pages.
      let memory: UnsafeMutablePointer<Element> = allocateZeroed(
        segmentCapacity, inLargePages: hasLargePages || segment > 0)
      let (exchanged, _) = rows.segments[segment].compareExchange(
        expected: nil, desired: UnsafeMutableRawPointer(memory), ordering: .acquiringAndReleasing)
      if !exchanged { deallocateZeroed(memory, segmentCapacity) }
      segment -= 1
    }
  }

  /// The addresses that making room for all rows below `count` takes, in bytes.
  @usableFromInline
  func addressGrowth(for count: Int) -> Int {
    guard count > 0 else { return 0 }
    let missing = (0...(count - 1) >> Int(Rows.segmentBits)).count { !holds($0) }
    return missing * zeroedAddresses(segmentCapacity * MemoryLayout<Element>.stride)
  }

  private var segmentCapacity: Int { rows.width << Int(Rows.segmentBits) }

  private func holds(_ segment: Int) -> Bool {
    rows.segments[segment].load(ordering: .acquiring) != nil
  }

  /// Gives the memory of a segment back.
  func release(_ segment: Int) {
    guard let memory = rows.segments[segment].exchange(nil, ordering: .relaxed) else { return }
    deallocateZeroed(memory.assumingMemoryBound(to: Element.self), segmentCapacity)
  }
}

extension SegmentedRows where Element: ~Copyable {
  /// Where rows are in memory.
  public struct Rows: @unchecked Sendable {
    // Unchecked: what it points to are atomics.
    @usableFromInline static var segmentBits: UInt32 { 18 }
    @usableFromInline let width: Int
    @usableFromInline let segments: UnsafeMutablePointer<Segment>

    @inlinable @inline(__always)
    public subscript(index: UInt32) -> UnsafeMutablePointer<Element> {
      let segment = segments[Int(index >> Self.segmentBits)].load(ordering: .relaxed)
      return segment.unsafelyUnwrapped.assumingMemoryBound(to: Element.self)
        + Int(index & (1 << Self.segmentBits &- 1)) &* width
    }
  }
}
