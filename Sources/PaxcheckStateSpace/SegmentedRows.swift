public import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Rows of equal length that never move, so that threads may read some while others are written.
///
/// Memory comes in segments of 2¹⁶ rows. A row may be read by whoever learnt of it through an
/// acquiring load of what was stored, releasing, after it was written.
public final class SegmentedRows<Element: ~Copyable>: @unchecked Sendable {
  // Unchecked: rows are raw memory whose hand-over is ordered by the visited table's atomics.
  @usableFromInline typealias Segment = Atomic<UnsafeMutableRawPointer?>
  /// The rows as a trivial value for hot loops.
  public let rows: Rows

  @usableFromInline static var segmentBits: Int { 16 }
  private static var segmentCount: Int { 1 << (32 - segmentBits) }
  private let hasLargePages: Bool

  /// - Parameters:
  ///   - width: The number of elements in a row.
  ///   - hasLargePages: Whether a segment takes all of its memory at once, which spares the processor
  ///     many searches for addresses of rows at random.
  public init(width: Int = 1, hasLargePages: Bool = false) {
    self.hasLargePages = hasLargePages
    rows = Rows(width: width, segments: allocateZeroed(Self.segmentCount))
  }

  deinit {
    for segment in 0..<Self.segmentCount where holds(segment) { release(segment) }
    free(rows.segments)
  }

  /// The memory of one row, in bytes. Segments take memory only as their rows are written.
  @usableFromInline var rowByteCount: Int { rows.width * MemoryLayout<Element>.stride }

  /// The address of a row for which there is room.
  @inlinable @inline(__always)
  public func row(_ index: UInt32) -> UnsafeMutablePointer<Element> { rows[index] }

  /// Makes room for all rows below `count`. Several threads may do so at the same time.
  public func reserve(_ count: Int) {
    var segment = (count - 1) >> Self.segmentBits
    while segment >= 0, !holds(segment) {
      let memory = UnsafeMutablePointer<Element>.allocate(capacity: rows.width << Self.segmentBits)
      if hasLargePages { useLargePages(memory, rowByteCount << Self.segmentBits) }
      let (exchanged, _) = rows.segments[segment].compareExchange(
        expected: nil, desired: UnsafeMutableRawPointer(memory), ordering: .acquiringAndReleasing)
      if !exchanged { memory.deallocate() }
      segment -= 1
    }
  }

  private func holds(_ segment: Int) -> Bool {
    rows.segments[segment].load(ordering: .acquiring) != nil
  }

  /// Gives the memory of a segment back.
  func release(_ segment: Int) {
    rows.segments[segment].exchange(nil, ordering: .relaxed)?.deallocate()
  }
}

extension SegmentedRows where Element: ~Copyable {
  /// Where rows are in memory.
  public struct Rows: @unchecked Sendable {
    // Unchecked: what it points to are atomics.
    @usableFromInline let width: Int
    @usableFromInline let segments: UnsafeMutablePointer<Segment>

    @inlinable @inline(__always)
    public subscript(index: UInt32) -> UnsafeMutablePointer<Element> {
      let segment = segments[Int(index >> 16)].load(ordering: .relaxed)
      return segment.unsafelyUnwrapped.assumingMemoryBound(to: Element.self)
        + Int(index & 0xFFFF) &* width
    }
  }
}

/// Memory of zeros, to be given back with `free`. Pages that come zeroed from the system cost nothing
/// until they are touched; large ones spare the processor many searches for their address.
func allocateZeroed<Element: ~Copyable>(_ count: Int) -> UnsafeMutablePointer<Element> {
  let size = count * MemoryLayout<Element>.stride
  guard let memory = calloc(size, 1) else { fatalError("out of memory for \(size) bytes") }
  useLargePages(memory, size)
  return memory.bindMemory(to: Element.self, capacity: count)
}

/// Asks the system for large pages where there is room for some.
private func useLargePages(_ memory: UnsafeMutableRawPointer, _ size: Int) {
  #if os(Linux)
    let largePage = 1 << 21
    if size >= 2 * largePage {
      let start = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: memory) & ~0xFFF)
      madvise(start, size, MADV_HUGEPAGE)
    }
  #endif
}
