import PaxcheckModel

/// Fingerprints of all states, and the vectors of those alone that wait to be expanded.
final class FingerprintArchive: StateArchive {
  private let width: Int
  private let fingerprints: Fingerprints
  private let hash: MultilinearHash
  private let known = FingerprintSet()
  @exclusivity(unchecked) private var waiting = WaitingStates()
  /// Those that threads are adding.
  private let newPages = Guarded<[VectorPage]>([])
  @exclusivity(unchecked) private(set) var count = 0

  init(width: Int, _ fingerprints: Fingerprints) {
    self.width = width
    self.fingerprints = fingerprints
    hash = MultilinearHash(width: width)
  }

  var name: String { "states known by fingerprints" }
  var byteCount: Int { known.byteCount + waiting.byteCount }

  func find(_ buffer: CandidateBuffer) {
    let (keys, ranks, fingerprints) = (buffer.keys, buffer.ranks, fingerprints)
    for index in 0..<buffer.count {
      keys[index] = fingerprints.cut(hash(buffer.vectors + index &* width))
      known.prefetchHome(keys[index])
    }
    for index in 0..<buffer.count {
      ranks[index] =
        known.contains(keys[index]) ? Self.forgottenRank : CandidateBuffer.unknownRank
    }
  }

  /// Stands for the rank of a state that has one, since nobody remembers which.
  private static var forgottenRank: UInt32 { 0 }

  func add(_ buffer: CandidateBuffer) {
    for index in 0..<buffer.count { known.prefetchHome(buffer.keys[index]) }
    for index in 0..<buffer.count { known.insert(buffer.keys[index]) }
    let new = stride(from: 0, to: buffer.count, by: VectorPage.capacity).map { start in
      let first = buffer.ranks[start]
      let size = min(VectorPage.capacity, buffer.count - start)
      return VectorPage(
        first..<first + UInt32(size), buffer.vectors + start * width, width: width)
    }
    newPages.withLock { $0 += new }
  }

  func growth(for count: Int) -> Int { known.growth(for: count) }
  func addressGrowth(for count: Int) -> Int { known.addressGrowth(for: count) }

  func makeRoom(for count: Int, _ crew: Crew) {
    known.makeRoom(for: count)
    self.count = count
  }
}

// MARK: - States that wait

extension FingerprintArchive {
  func read(_ places: Range<Int>, of block: Block, to rows: UnsafeMutablePointer<ComponentID>) {
    withUnsafeTemporaryAllocation(of: ComponentID.self, capacity: width) { current in
      guard let vector = current.baseAddress else { Mistake.stop("a state of no component") }
      var row = rows
      var reader: VectorPage.Reader?
      for place in places {
        let rank = block.rank(place)
        if reader?.isAhead(rank) != true {
          reader = VectorPage.Reader(waiting.page(of: rank))
          current.initialize(repeating: 0)
        }
        reader?.advance(to: rank, vector, width)
        copy(vector, to: row, width)
        row += width
      }
    }
  }

  func release(_ block: Block) { waiting.release(block) }

  /// Puts the pages that were added into order.
  func endBlock() {
    let new = newPages.withLock { pages in
      defer { pages = [] }
      return pages
    }
    waiting.append(new.sorted { $0.ranks.lowerBound < $1.ranks.lowerBound })
  }
}
