import PaxcheckFiles
import PaxcheckStateSpace

/// Writes what is new since the last checkpoint, and then what describes it all.
struct CheckpointWriter {
  private let checkpoint: Checkpoint
  /// The checkpoint in the folder, or what is to become the first one.
  private var written: SavedSearch
  private(set) var hasWritten: Bool

  /// When the last mark was set, and the last checkpoint written, since the search began.
  var markTime: Duration = .zero
  var writeTime: Duration = .zero

  /// The number of words that are put together in memory.
  private static let chunk = 1 << 16

  init(_ checkpoint: Checkpoint, _ search: ExhaustiveSearch) {
    self.checkpoint = checkpoint
    written =
      checkpoint.saved
      ?? SavedSearch(
        program: checkpoint.program, model: checkpoint.model, request: checkpoint.request,
        order: search.order, countsActions: search.countsActions)
    hasWritten = checkpoint.saved != nil
  }

  /// Makes `mark` the checkpoint, and says so if that does not work.
  ///
  /// - Returns: Whether the folder has a checkpoint of at least `mark`.
  @discardableResult
  mutating func write(_ mark: SearchMark, of space: any StateSpace) -> Bool {
    if hasWritten && mark.blocks == written.mark.blocks { return true }
    do throws(SystemError) {
      let before = written.mark
      var next = written
      next.mark = mark
      next.countsActions = next.countsActions || !mark.actionCounts.isEmpty
      let store = space.store
      try append(before.states..<mark.states, SavedSearch.treeFile, &next.treeSum) { ranks in
        store.tree.links(of: ranks).map { UInt64($0.rank) << 32 | UInt64($0.action) }
      }
      let entries = (space as? any MemoizedSpace)?.memoLog?.entries ?? []
      let words = SavedSearch.memoWords
      try append(
        words * before.memoEntries..<words * mark.memoEntries, SavedSearch.memoFile,
        &next.memoSum
      ) { $0.map { entries[$0 / words].words[$0 % words] } }
      try checkpoint.files.replace(
        SavedSearch.fileName, by: Array(next.text.utf8), draft: "\(SavedSearch.fileName).draft")
      written = next
      hasWritten = true
      return true
    } catch {
      checkpoint.observer?(
        .failed(error.description, kept: hasWritten ? written.uniqueStates : nil))
      return false
    }
  }

  /// Appends words to a data file, behind those that the checkpoint in the folder needs.
  private func append(
    _ range: Range<Int>, _ name: String, _ sum: inout Checksum,
    _ words: (Range<Int>) -> [UInt64]
  ) throws(SystemError) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunk) {
      let words = words(start..<min(start + Self.chunk, range.upperBound))
      for word in words { sum.add(word) }
      try checkpoint.files.writeWords(words, to: name, at: start)
    }
    if !range.isEmpty { try checkpoint.files.synchronize(name) }
  }
}
