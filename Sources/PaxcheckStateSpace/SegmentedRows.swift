import Synchronization

/// Rows of equal length that never move, so that threads may read some while others are written.
///
/// Memory comes in segments of 2¹⁶ rows. A row may be read by whoever learnt of it through an
/// acquiring load of what was stored, releasing, after it was written.
public final class SegmentedRows<Element: ~Copyable>: @unchecked Sendable {
  // Unchecked: rows are raw memory whose hand-over is ordered by the visited table's atomics.
  @usableFromInline let width: Int
  @usableFromInline let segments: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>
  private let allocated = Mutex(0)

  @usableFromInline static var segmentBits: Int { 16 }

  /// - Parameter width: The number of elements in a row.
  public init(width: Int = 1) {
    self.width = width
    segments = .allocate(capacity: 1 << (32 - Self.segmentBits))
    segments.initialize(repeating: nil, count: 1 << (32 - Self.segmentBits))
  }

  deinit {
    for segment in 0..<allocated.withLock({ $0 }) { segments[segment]?.deallocate() }
    segments.deallocate()
  }

  /// The memory of one row, in bytes. Segments take memory only as their rows are written.
  @usableFromInline var rowByteCount: Int { width * MemoryLayout<Element>.stride }

  /// The address of a row for which there is room.
  @inlinable @inline(__always)
  public func row(_ index: UInt32) -> UnsafeMutablePointer<Element> {
    segments[Int(index >> 16)].unsafelyUnwrapped + Int(index & 0xFFFF) &* width
  }

  /// Makes room for all rows below `count`.
  public func reserve(_ count: Int) {
    allocated.withLock { allocated in
      while allocated << Self.segmentBits < count {
        segments[allocated] = .allocate(capacity: width << Self.segmentBits)
        allocated += 1
      }
    }
  }
}
