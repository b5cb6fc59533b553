import CPrefetch

/// Vectors as they are: the fastest way to keep states, where there is memory for them.
final class FlatArchive: StateArchive {
  private let width: Int
  private let table: VisitedTable
  let vectors: SegmentedRows<ComponentID>
  @exclusivity(unchecked) private(set) var count = 0

  /// - Parameter isShared: Whether several threads may add states at the same time.
  init(width: Int, isShared: Bool) {
    self.width = width
    table = VisitedTable(isShared: isShared)
    vectors = SegmentedRows(width: width)
  }

  var name: String { "states kept flat" }
  var byteCount: Int { table.byteCount + count * vectors.rowByteCount }

  func find(_ buffer: CandidateBuffer) {
    let (slots, rows, width) = (table.slots, vectors.rows, width)
    let (hashes, ranks) = (buffer.hashes, buffer.ranks)
    for index in 0..<buffer.count { slots.prefetchHome(hashes[index]) }
    for index in 0..<buffer.count {
      if let rank = slots.likelyNumber(hashes[index]) { prefetch(rows[rank]) }
    }
    var vector = buffer.vectors
    for index in 0..<buffer.count {
      ranks[index] =
        slots.find(hashes[index]) { areEqual(rows[$0], vector, width) }
        ?? CandidateBuffer.unknownRank
      vector += width
    }
  }

  func read(_ places: Range<Int>, of block: Block, to rows: UnsafeMutablePointer<ComponentID>) {
    var row = rows
    for place in places {
      copy(vectors.rows[block.rank(place)], to: row, width)
      row += width
    }
  }

  func growth(for count: Int) -> Int { table.growth(for: count) }

  func addressGrowth(for count: Int) -> Int {
    growth(for: count) + vectors.addressGrowth(for: count)
  }

  func makeRoom(for count: Int, _ threads: Threads) {
    while count > table.capacity { table.grow(threads) }
    vectors.reserve(count)
    self.count = count
  }

  func add(_ buffer: CandidateBuffer) {
    let (slots, rows, width) = (table.slots, vectors.rows, width)
    for index in 0..<buffer.count { slots.prefetchHome(buffer.hashes[index]) }
    for index in 0..<buffer.count {
      copy(buffer.vectors + index &* width, to: rows[buffer.ranks[index]], width)
      slots.add(buffer.hashes[index], buffer.ranks[index])
    }
  }
}
