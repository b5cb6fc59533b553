import PaxcheckModel

/// The vectors of states that wait to be expanded, on pages in the order of their ranks.
struct WaitingStates {
  /// `nil` for a page of whose states none waits any more.
  private var pages: [VectorPage?] = []
  /// Per page: the rank of its first state.
  private var starts: [UInt32] = []
  /// Per page: how many of its states wait.
  private var counts: [UInt8] = []
  private var vacantCount = 0
  private var pageBytes = 0

  /// The memory held, in bytes.
  var byteCount: Int {
    pageBytes + pages.capacity * MemoryLayout<VectorPage?>.stride + starts.capacity * 4
      + counts.capacity
  }

  /// Adds pages whose states have higher ranks than all that are here.
  mutating func append(_ new: [VectorPage]) {
    for page in new {
      pages.append(page)
      starts.append(page.ranks.lowerBound)
      counts.append(UInt8(page.ranks.count))
      pageBytes += page.byteCount
    }
  }

  /// The page of a state that waits.
  ///
  /// - Complexity: O(log *n*) for *n* pages.
  func page(of rank: UInt32) -> VectorPage {
    guard let page = pages[place(of: rank)] else { Mistake.stop("\(rank) was forgotten") }
    return page
  }

  /// Forgets the states of a block.
  mutating func release(_ block: Block) {
    guard block.count > 0 else { return }
    var place = place(of: block.rank(0))
    for index in 0..<block.count {
      let rank = block.rank(index)
      if place + 1 < starts.count, starts[place + 1] <= rank { place = self.place(of: rank) }
      counts[place] -= 1
      if counts[place] == 0 {
        pageBytes -= pages[place]?.byteCount ?? 0
        pages[place] = nil
        vacantCount += 1
      }
    }
    if 2 * vacantCount > pages.count { dropVacant() }
  }

  private mutating func dropVacant() {
    let left = pages.indices.filter { counts[$0] > 0 }
    pages = left.map { pages[$0] }
    starts = left.map { starts[$0] }
    counts = left.map { counts[$0] }
    vacantCount = 0
  }

  /// The place of the page that has a state.
  private func place(of rank: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= rank { low = middle } else { high = middle }
    }
    return low
  }
}
