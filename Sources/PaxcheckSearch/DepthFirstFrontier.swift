import PaxcheckStateSpace

/// A stack: the states found last come first.
///
/// Under a depth limit it remembers the depth of every state: a state first met deep and later met
/// less deep is looked at again, so that exactly the states within the limit are found.
struct DepthFirstFrontier: Frontier {
  private struct Entry {
    var rank: UInt32
    var depth: Int
    var purpose: Batch.Purpose
  }

  /// What a depth limit makes necessary to know of a state.
  private struct Record {
    var rank: UInt32
    var depth: Int
    var wasExpanded = false
  }

  private let depthLimit: Int?
  private var stack: [Entry] = []
  /// The last batch, in the order of ranks.
  private var batch: [Entry] = []
  /// By handle; empty unless there is a depth limit.
  private var records: [Record?] = []
  private(set) var deepest = 0

  init(depthLimit: Int?) { self.depthLimit = depthLimit }

  var count: Int { stack.count }

  mutating func next(atMost number: Int) -> Batch? {
    guard let purpose = stack.last?.purpose else { return nil }
    let size = stack.reversed().prefix(number).prefix { $0.purpose == purpose }.count
    batch = stack.suffix(size).sorted { $0.rank < $1.rank }
    stack.removeLast(size)
    return Batch(block: Block(ranks: batch.map(\.rank)), purpose: purpose)
  }

  func unexpanded(in store: StateStore) -> [UInt32] {
    records.indices.compactMap { handle in
      records[handle].map { !$0.wasExpanded } == true ? UInt32(handle) : nil
    }
  }

  mutating func add(_ ranks: Range<Int>, in store: StateStore) {
    // The first action's state comes to lie on top.
    for rank in ranks.reversed() {
      let handle = store.handle(ofRank: UInt32(rank))
      let depth = depth(after: store.link(handle))
      deepest = max(deepest, depth)
      if depthLimit != nil { remember(handle, Record(rank: UInt32(rank), depth: depth)) }
      push(UInt32(rank), depth, handle)
    }
  }

  mutating func meet(_ meetings: [(handle: UInt32, link: Link)], in store: StateStore) {
    for (handle, link) in meetings.sorted(by: { $0.link.bits < $1.link.bits }) {
      // A state beyond the state limit has no record.
      guard records.indices.contains(Int(handle)), let record = records[Int(handle)] else {
        continue
      }
      let depth = depth(after: link)
      guard depth < record.depth else { continue }
      records[Int(handle)]?.depth = depth
      store.setLink(handle, link.settled)
      push(record.rank, depth, handle)
    }
  }

  private mutating func push(_ rank: UInt32, _ depth: Int, _ handle: UInt32) {
    var purpose = Batch.Purpose.expand
    if let depthLimit {
      if depth >= depthLimit {
        purpose = .judge
      } else if records[Int(handle)]?.wasExpanded == true {
        purpose = .expandAgain
      } else {
        records[Int(handle)]?.wasExpanded = true
      }
    }
    stack.append(Entry(rank: rank, depth: depth, purpose: purpose))
  }

  private mutating func remember(_ handle: UInt32, _ record: Record) {
    while records.count <= Int(handle) { records.append(nil) }
    records[Int(handle)] = record
  }

  /// The depth of a state reached from the last batch.
  private func depth(after link: Link) -> Int {
    if link.rank == Link.root { return 1 }
    var low = 0
    var high = batch.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if batch[middle].rank <= link.rank { low = middle } else { high = middle }
    }
    return batch[low].depth + 1
  }
}
