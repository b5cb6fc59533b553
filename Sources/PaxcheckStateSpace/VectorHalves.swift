import CPrefetch
import Synchronization

/// One half of the vectors of many states, each distinct one stored once, by number.
///
/// Numbers depend on how threads share the work, so they never leave the archive.
final class VectorHalves: Sendable {
  private let table = VisitedTable()
  private let rows: SegmentedRows<ComponentID>
  private let used = Atomic<Int>(0)
  /// The number of components in this half.
  let width: Int

  init(width: Int) {
    self.width = width
    rows = SegmentedRows(width: width)
  }

  var byteCount: Int { table.byteCount + count * rows.rowByteCount }

  private var count: Int { used.load(ordering: .relaxed) }

  func growth(forMore more: Int) -> Int { table.growth(for: count + more) }

  func addressGrowth(forMore more: Int) -> Int {
    growth(forMore: more) + rows.addressGrowth(for: count + more)
  }

  /// Makes room for so many halves more.
  func makeRoom(forMore more: Int, _ threads: Threads) {
    while count + more > table.capacity { table.grow(threads) }
    rows.reserve(count + more)
  }

  var reader: Reader { Reader(slots: table.slots, rows: rows.rows, width: width) }

  /// What looking up reads, as a trivial value. It is out of date once the table has grown.
  struct Reader {
    fileprivate let slots: VisitedTable.Slots
    fileprivate let rows: SegmentedRows<ComponentID>.Rows
    fileprivate let width: Int

    @inline(__always)
    func prefetchHome(_ hash: UInt64) { slots.prefetchHome(hash) }

    /// Fetches what is most likely equal.
    @inline(__always)
    func prefetchLikely(_ hash: UInt64) {
      if let number = slots.likelyNumber(hash) { prefetch(rows[number]) }
    }

    @inline(__always)
    func prefetchRow(_ number: UInt32) { prefetch(rows[number]) }

    @inline(__always)
    func find(_ hash: UInt64, _ half: UnsafePointer<ComponentID>) -> UInt32? {
      slots.find(hash) { areEqual(rows[$0], half, width) }
    }

    @inline(__always)
    func read(_ number: UInt32, to half: UnsafeMutablePointer<ComponentID>) {
      copy(rows[number], to: half, width)
    }
  }

  /// The number of a half, which is stored if it is new. Several threads may ask at the same time.
  @inline(__always)
  func intern(
    _ hash: UInt64, _ half: UnsafePointer<ComponentID>, _ reader: Reader
  ) -> UInt32 {
    if let known = reader.find(hash, half) { return known }
    let number = UInt32(used.wrappingAdd(1, ordering: .relaxed).oldValue)
    reader.rows[number].update(from: half, count: width)
    let insertion = reader.slots.insert(hash, number) { areEqual(reader.rows[$0], half, width) }
    return switch insertion {
    case .inserted: number
    case .found(let other): other
    }
  }
}
