import CPrefetch

/// Vectors as pairs of halves: a tree of two levels that shares what repeats.
///
/// The halves of a state are stored once for all states that have them; of the state itself remains a
/// pair of numbers. After LTSmin's tree compression (Laarman, van de Pol and Weber, "Parallel recursive
/// state compression for free", SPIN 2011), with a root whose table holds ranks alone.
final class TreeArchive: StateArchive {
  private let width: Int
  let split: Int
  private let left: VectorHalves
  private let right: VectorHalves
  /// The numbers of each state's halves, by rank.
  private let pairs = SegmentedRows<UInt64>()
  private let table = CompactTable()
  @exclusivity(unchecked) private(set) var count = 0

  /// - Parameter split: The number of components in the left half.
  init(width: Int, split: Int) {
    self.width = width
    self.split = split
    left = VectorHalves(width: split)
    right = VectorHalves(width: width - split)
  }

  var name: String { "states kept as a tree" }

  var byteCount: Int {
    table.byteCount + count * pairs.rowByteCount + left.byteCount + right.byteCount
  }

  func find(_ buffer: CandidateBuffer) {
    let (left, right, slots, pairs) = (left.reader, right.reader, table.slots, pairs.rows)
    let (count, ranks, keys) = (buffer.count, buffer.ranks, buffer.keys)
    fetchHalves(of: buffer)
    for index in 0..<count {
      let vector = buffer.vectors + index &* width
      ranks[index] = CandidateBuffer.unknownRank
      guard let first = left.find(keys[index], vector),
        let second = right.find(buffer.hashes[index] &- keys[index], vector + split)
      else {
        keys[index] = Self.unknownKey
        continue
      }
      keys[index] = Self.pair(first, second)
      slots.prefetchHome(ComponentTables.mix(keys[index]))
    }
    for index in 0..<count where keys[index] != Self.unknownKey {
      if let rank = slots.likelyRank(ComponentTables.mix(keys[index])) { prefetch(pairs[rank]) }
    }
    for index in 0..<count where keys[index] != Self.unknownKey {
      let key = keys[index]
      if let rank = slots.find(ComponentTables.mix(key), isEqual: { pairs[$0].pointee == key }) {
        ranks[index] = rank
      }
    }
  }

  func read(_ places: Range<Int>, of block: Block, to rows: UnsafeMutablePointer<ComponentID>) {
    let (left, right, pairs) = (left.reader, right.reader, pairs.rows)
    for place in places {
      let pair = pairs[block.rank(place)].pointee
      left.prefetchRow(UInt32(truncatingIfNeeded: pair >> 32))
      right.prefetchRow(UInt32(truncatingIfNeeded: pair))
    }
    var row = rows
    for place in places {
      let pair = pairs[block.rank(place)].pointee
      left.read(UInt32(truncatingIfNeeded: pair >> 32), to: row)
      right.read(UInt32(truncatingIfNeeded: pair), to: row + split)
      row += width
    }
  }

  func growth(for count: Int) -> Int {
    let more = count - self.count
    return table.growth(for: count) + left.growth(forMore: more) + right.growth(forMore: more)
  }

  func addressGrowth(for count: Int) -> Int {
    let more = count - self.count
    return table.growth(for: count) + pairs.addressGrowth(for: count)
      + left.addressGrowth(forMore: more) + right.addressGrowth(forMore: more)
  }

  func makeRoom(for count: Int, _ threads: Threads) {
    left.makeRoom(forMore: count - self.count, threads)
    right.makeRoom(forMore: count - self.count, threads)
    pairs.reserve(count)
    let rows = pairs.rows
    table.makeRoom(for: count, known: self.count, threads) { ComponentTables.mix(rows[$0].pointee) }
    self.count = count
  }

  func add(_ buffer: CandidateBuffer) {
    let (leftReader, rightReader, slots, pairs) = (
      left.reader, right.reader, table.slots, pairs.rows
    )
    let (count, keys) = (buffer.count, buffer.keys)
    for index in 0..<count {
      if keys[index] == Self.unknownKey {
        let vector = buffer.vectors + index &* width
        let leftHash = leftHash(vector, buffer.hashes[index])
        keys[index] = Self.pair(
          left.intern(leftHash, vector, leftReader),
          right.intern(buffer.hashes[index] &- leftHash, vector + split, rightReader))
      }
      slots.prefetchHome(ComponentTables.mix(keys[index]))
    }
    for index in 0..<count {
      pairs[buffer.ranks[index]].initialize(to: keys[index])
      slots.add(ComponentTables.mix(keys[index]), buffer.ranks[index])
    }
  }

  /// Fetches what is needed to look the halves of vectors up, and puts the hashes of the left ones into
  /// the buffer's keys.
  @inline(__always)
  private func fetchHalves(of buffer: CandidateBuffer) {
    let (left, right, keys) = (left.reader, right.reader, buffer.keys)
    for index in 0..<buffer.count {
      keys[index] = leftHash(buffer.vectors + index &* width, buffer.hashes[index])
      left.prefetchHome(keys[index])
      right.prefetchHome(buffer.hashes[index] &- keys[index])
    }
    for index in 0..<buffer.count {
      left.prefetchLikely(keys[index])
      right.prefetchLikely(buffer.hashes[index] &- keys[index])
    }
  }

  /// The left half's share in a vector's hash. The right half has the rest.
  @inline(__always)
  private func leftHash(_ vector: UnsafePointer<ComponentID>, _ hash: UInt64) -> UInt64 {
    let isLeftShorter = 2 * split <= width
    var sum: UInt64 = 0
    for position in isLeftShorter ? 0..<split : split..<width {
      sum &+= ComponentTables.hash(of: vector[position])
    }
    return isLeftShorter ? sum : hash &- sum
  }

  @inline(__always)
  private static func pair(_ left: UInt32, _ right: UInt32) -> UInt64 {
    UInt64(left) << 32 | UInt64(right)
  }

  /// The key of a vector of which not both halves are known. The others have the pair of them.
  static var unknownKey: UInt64 { .max }
}
