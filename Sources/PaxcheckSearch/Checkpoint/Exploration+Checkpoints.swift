import PaxcheckModel
import PaxcheckStateSpace

/// What a checkpoint keeps of an exploration, besides the tree.
extension Exploration {
  /// The least time between two marks: counting actions takes a moment.
  private static let shortestPause = Duration.milliseconds(100)

  /// How often each kind of action was a step.
  var actionCounts: [String: Int] {
    space.kindCounts.merging(earlierActionCounts, uniquingKeysWith: +)
  }

  /// Remembers where the search is, between two blocks.
  func setMark() {
    guard checkpoints != nil else { return }
    mark.blocks = blocks
    mark.depth = frontier.expandedDepth
    mark.states = space.store.count
    mark.memoEntries = memoized?.memoLog?.entries.count ?? 0
    mark.generatedStates = statistics.generatedStates
    mark.boundaryCuts = statistics.boundaryCuts
    mark.scenarioCuts = statistics.scenarioCuts
    mark.discoveries = discoveries
    mark.actionCounts = actionCounts
    checkpoints?.markTime = watch.elapsed
  }

  /// Comes to where a mark was set, as far as that is not in the tree.
  func restore(_ saved: SearchMark) {
    statistics.generatedStates = saved.generatedStates
    statistics.boundaryCuts = saved.boundaryCuts
    statistics.scenarioCuts = saved.scenarioCuts
    discoveries = saved.discoveries.map { $0.flatMap { $0.rank < space.store.count ? $0 : nil } }
    earlierActionCounts = saved.actionCounts
    mark = saved
  }

  /// Between two blocks: sets a mark and writes a checkpoint, each if the last one is old enough.
  func saveIfDue() {
    guard let checkpoints, let interval = search.checkpoint?.interval else { return }
    let now = watch.elapsed
    guard now - checkpoints.markTime >= min(Self.shortestPause, interval) else { return }
    setMark()
    if now - checkpoints.writeTime >= interval {
      self.checkpoints?.write(mark, of: space)
      self.checkpoints?.writeTime = watch.elapsed
    }
  }

  /// The search stops early: writes a checkpoint of the last mark.
  func saveForLater() {
    guard let checkpoint = search.checkpoint, checkpoints?.write(mark, of: space) == true else {
      return
    }
    checkpoint.observer?(.saved(states: mark.states))
  }

  /// The verdicts are there, or the analyses were interrupted.
  func concludeCheckpoints() {
    guard stopReason == nil, let checkpoints else { return }
    if watch.hasReason {
      saveForLater()
    } else if checkpoints.hasWritten {
      search.checkpoint?.observer?(.finished)
    }
  }
}
