import PaxcheckFiles
import PaxcheckModel
import PaxcheckStateSpace

/// A saved search tree, read from its first state to its last.
struct SavedTree {
  private let files: any FileStore
  /// The number of states.
  private let count: Int
  /// The rank of the state to read next.
  private(set) var next = 0
  /// Links read ahead: those of the states from `next` on, the nearest last.
  private var ahead: [UInt64] = []

  private static let chunk = 1 << 16

  init(_ files: any FileStore, count: Int) {
    self.files = files
    self.count = count
  }

  var isAtEnd: Bool { next == count }

  /// The steps to the next states, as long as a condition is true of the rank of the state before.
  mutating func steps(
    whileFrom condition: (_ rank: UInt32) -> Bool
  ) throws(ModelError) -> [DeferredStep] {
    var steps: [DeferredStep] = []
    while !isAtEnd {
      if ahead.isEmpty { try readAhead() }
      let word = ahead[ahead.count - 1]
      let rank = UInt32(truncatingIfNeeded: word >> 32)
      guard condition(rank) else { break }
      steps.append(DeferredStep(rank: rank, action: UInt32(truncatingIfNeeded: word)))
      ahead.removeLast()
      next += 1
    }
    return steps
  }

  private mutating func readAhead() throws(ModelError) {
    let range = next..<min(next + Self.chunk, count)
    ahead = try files.neededWords(SavedSearch.treeFile, range).reversed()
  }
}

extension MemoEntry {
  /// The entry as it is saved.
  var words: [UInt64] { [UInt64(component) << 32 | UInt64(input), answer] }

  init(words: ArraySlice<UInt64>) {
    let first = words[words.startIndex]
    self.init(
      component: UInt32(truncatingIfNeeded: first >> 32),
      input: UInt32(truncatingIfNeeded: first),
      answer: words[words.startIndex + 1])
  }
}
