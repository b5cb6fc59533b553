import PaxcheckFiles
import PaxcheckModel
import PaxcheckStateSpace

/// Going on from a checkpoint: the way of the earlier search is gone again, block by block, along the
/// steps that led it to new states.
extension Exploration {
  /// Comes back to where an earlier search was, once the initial states are there.
  ///
  /// - Throws: `.unusableCheckpoint` if the model does not go the saved way.
  func resume(_ saved: SavedSearch, _ files: any FileStore) throws(ModelError) {
    guard saved.mark.discoveries.count == discoveries.count else {
      throw .unusableCheckpoint(
        "it judges \(saved.mark.discoveries.count) properties, and the model has "
          + "\(discoveries.count)")
    }
    try refill(saved.mark.memoEntries, files)
    try goAgain(saved.mark, files)
  }

  /// Fills the memo as the earlier search did.
  private func refill(_ count: Int, _ files: any FileStore) throws(ModelError) {
    let width = SavedSearch.memoWords
    for start in stride(from: 0, to: count, by: 1 << 15) where !watch.hasReason {
      let range = start..<min(start + 1 << 15, count)
      let words = try files.neededWords(
        SavedSearch.memoFile, width * range.lowerBound..<width * range.upperBound)
      for number in range.indices {
        let place = width * (number - range.lowerBound)
        guard memoized?.repeats(MemoEntry(words: words[place..<place + width])) == true else {
          throw .unusableCheckpoint(
            "the model's answer to question \(number + 1) is another one. " + advice)
        }
      }
    }
  }

  private func goAgain(_ end: SearchMark, _ files: any FileStore) throws(ModelError) {
    var tree = SavedTree(files, count: end.states)
    let initial = try tree.steps { $0 == Link.root }
    let links = space.store.tree.links(of: 0..<space.store.count)
    guard initial.map(\.action) == links.map(\.action) else {
      throw .unusableCheckpoint("the model has other initial states. " + advice)
    }
    for worker in workers {
      worker.watch(0, steps: 0)
      worker.onlyJudges = false
      worker.increment = 0
    }
    while blocks < end.blocks && !watch.hasReason {
      guard let batch = frontier.next(atMost: batchSize), batch.purpose == .expand else {
        throw .unusableCheckpoint("the model ends before it. " + advice)
      }
      let steps = try tree.steps { batch.block.contains($0) }
      guard space.replay(steps, soleWorker), soleWorker.freshCount == steps.count else {
        throw .unusableCheckpoint(
          "the model takes other steps from state \(batch.block.rank(0)) on. " + advice)
      }
      merge(limit: .max)
      blocks += 1
      report()
    }
    stopReason = watch.reason
    guard stopReason != nil || tree.isAtEnd else {
      throw .unusableCheckpoint("the model ends before it. " + advice)
    }
    restore(end)
  }
}

extension FileStore {
  /// Reads words without which a search cannot go on.
  func neededWords(_ name: String, _ range: Range<Int>) throws(ModelError) -> [UInt64] {
    do throws(SystemError) {
      if let words = try readWords(name, range) { return words }
    } catch {
      throw .unusableCheckpoint(error.description)
    }
    throw .unusableCheckpoint("'\(name)' was cut off")
  }
}

/// What to think of a model that does not go the saved way.
private let advice =
  "Either it is another model, or it is not deterministic; '--check-determinism' tells"
