import PaxcheckModel

/// Decides which archive keeps the states of a space.
struct StorageChoice {
  /// The number of states from which to learn what repeats.
  private static let sampleSize = 1 << 15
  /// What counts as plenty of memory where no limit is set.
  private static let plenty = 1 << 30

  private let settings: StorageSettings
  private let width: Int
  private let isShared: Bool
  private var isFinal = false

  /// - Parameter isShared: Whether several threads may add states at the same time.
  init(_ settings: StorageSettings, width: Int, isShared: Bool) {
    self.settings = settings
    self.width = width
    self.isShared = isShared
  }

  /// The archive to begin with.
  var firstArchive: any StateArchive {
    settings.layout == .tree && width > 1
      ? TreeArchive(width: width, split: width / 2) : FlatArchive(width: width, isShared: isShared)
  }

  /// The archive that takes over the states of `archive`, if it is time for another.
  mutating func archive(after archive: any StateArchive, count: Int, _ buffer: CandidateBuffer)
    -> (any StateArchive)?
  {
    guard !isFinal, width > 1, settings.layout != .flat, count >= Self.sampleSize
    else { return nil }
    if settings.layout == .automatic {
      let share = settings.memoryBytes.map { $0 / 8 } ?? Self.plenty
      guard archive.byteCount > share else { return nil }
    }
    isFinal = true
    let repetition = Repetition(in: archive, width: width, count: Self.sampleSize, buffer)
    guard settings.layout == .tree || repetition.paysOff else { return nil }
    if let tree = archive as? TreeArchive, tree.split == repetition.split { return nil }
    let tree = TreeArchive(width: width, split: repetition.split)
    archive.copy(to: tree, count: count, width: width, buffer)
    return tree
  }
}

/// How often the halves of states repeat, however they are split.
private struct Repetition {
  /// The number of components in the left half that is best.
  private(set) var split = 1
  /// Whether a tree takes less memory than whole vectors.
  let paysOff: Bool

  init(in archive: any StateArchive, width: Int, count: Int, _ buffer: CandidateBuffer) {
    let lefts = (1..<width).map { _ in DistinctCounter() }
    let rights = (1..<width).map { _ in DistinctCounter() }
    archive.forEach(upTo: count, width: width, buffer) { vector, hash in
      var left: UInt64 = 0
      for place in 0..<width - 1 {
        left &+= ComponentTables.hash(of: vector[place])
        lefts[place].insert(left)
        rights[place].insert(hash &- left)
      }
    }
    var least = Int.max
    for split in 1..<width {
      // A distinct half takes its row, and about 12 bytes of its table.
      let leftBytes = lefts[split - 1].count * (4 * split + 12)
      let rightBytes = rights[split - 1].count * (4 * (width - split) + 12)
      let bytes = leftBytes + rightBytes
      if bytes < least { (least, self.split) = (bytes, split) }
    }
    // A pair of halves takes 8 bytes, and 6 less in its table than a whole vector.
    paysOff = least + 2 * count < 4 * width * count
  }
}

/// Counts distinct hashes.
private final class DistinctCounter {
  private let table = VisitedTable()
  private(set) var count = 0

  func insert(_ hash: UInt64) {
    if count >= table.capacity { table.grow() }
    if case .inserted = table.slots.insert(hash, UInt32(count), isEqual: { _ in true }) {
      count += 1
    }
  }
}

extension StateArchive {
  /// Copies states to another archive.
  fileprivate func copy(
    to other: any StateArchive, count: Int, width: Int, _ buffer: CandidateBuffer
  ) {
    for start in stride(from: 0, to: count, by: CandidateBuffer.capacity) {
      load(start..<min(start + CandidateBuffer.capacity, count), width, buffer)
      other.makeRoom(for: start + buffer.count, .alone)
      other.add(buffer)
    }
    buffer.count = 0
  }

  fileprivate func forEach(
    upTo count: Int, width: Int, _ buffer: CandidateBuffer,
    _ body: (_ vector: UnsafePointer<ComponentID>, _ hash: UInt64) -> Void
  ) {
    for start in stride(from: 0, to: count, by: CandidateBuffer.capacity) {
      load(start..<min(start + CandidateBuffer.capacity, count), width, buffer)
      for index in 0..<buffer.count { body(buffer.vectors + index * width, buffer.hashes[index]) }
    }
    buffer.count = 0
  }

  /// Fills a buffer with states of consecutive ranks.
  private func load(_ ranks: Range<Int>, _ width: Int, _ buffer: CandidateBuffer) {
    read(0..<ranks.count, of: Block(ranks), to: buffer.vectors)
    buffer.count = ranks.count
    for index in 0..<ranks.count {
      buffer.keys[index] = TreeArchive.unknownKey
      buffer.ranks[index] = UInt32(ranks.lowerBound + index)
      buffer.hashes[index] = (0..<width).reduce(0) {
        $0 &+ ComponentTables.hash(of: buffer.vectors[index * width + $1])
      }
    }
  }
}
