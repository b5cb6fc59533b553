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
    var depth: Int
    var wasExpanded = false
  }

  private let depthLimit: Int?
  private var stack: [Entry] = []
  /// The last batch, in the order of ranks.
  private var batch: [Entry] = []
  /// By rank; empty unless there is a depth limit.
  private var records: [Record] = []
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

  var unexpanded: [UInt32] {
    records.indices.filter { !records[$0].wasExpanded }.map(UInt32.init)
  }

  mutating func add(_ ranks: Range<Int>, in store: StateStore) {
    let depths = store.tree.links(of: ranks).map(depth(after:))
    deepest = max(deepest, depths.max() ?? 0)
    if depthLimit != nil { records += depths.map { Record(depth: $0) } }
    // The first action's state comes to lie on top.
    for (rank, depth) in zip(ranks, depths).reversed() { push(UInt32(rank), depth) }
  }

  mutating func revisit(_ revisits: [(rank: UInt32, link: Link)], in store: StateStore) {
    for (rank, link) in revisits.sorted(by: { $0.link < $1.link }) {
      let depth = depth(after: link)
      guard depth < records[Int(rank)].depth else { continue }
      records[Int(rank)].depth = depth
      store.replaceLink(of: rank, by: link)
      push(rank, depth)
    }
  }

  private mutating func push(_ rank: UInt32, _ depth: Int) {
    var purpose = Batch.Purpose.expand
    if let depthLimit {
      if depth >= depthLimit {
        purpose = .judge
      } else if records[Int(rank)].wasExpanded {
        purpose = .expandAgain
      } else {
        records[Int(rank)].wasExpanded = true
      }
    }
    stack.append(Entry(rank: rank, depth: depth, purpose: purpose))
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
