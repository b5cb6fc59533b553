import PaxcheckModel
import PaxcheckStateSpace

/// Tells an analysis of what was searched when to stop.
struct AnalysisLimits {
  let watch: StopWatch
  let memory: MemoryBounds

  init(watch: StopWatch, memoryBytes: Int?) {
    self.watch = watch
    memory = MemoryBounds(limit: memoryBytes)
  }

  /// The number of states that an analysis looks at before it asks again about time, and about memory,
  /// which takes longer to find out.
  static let interval = 64
  static let memoryInterval = 1 << 12

  /// Why to stop before another state is looked at.
  ///
  /// - Parameters:
  ///   - states: The number of states looked at.
  ///   - growth: The bytes by which the analysis may grow at once: what it holds, if it holds arrays that
  ///     grow by doubling.
  func reason(states: Int, growth: Int = 0) -> UndecidedReason? {
    guard states % Self.interval == 0 else { return nil }
    if states % Self.memoryInterval == 0, let reason = reason(growth: growth) { return reason }
    return watch.reason
  }

  /// The limit on memory, if growing by some bytes would exceed it.
  func reason(growth: Int) -> UndecidedReason? { memory.reason(growth: growth) }
}

extension AnalysisLimits {
  /// The limits of a search hold for the analysis of what it found, too.
  init(_ exploration: Exploration) {
    self.init(
      watch: exploration.watch, memoryBytes: exploration.search.limits.memoryBytes)
  }
}
