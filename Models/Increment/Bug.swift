extension Increment {
  /// What can go wrong with the counting, and one change that must not matter.
  public enum Bug: String, Sendable {
    case writesWhatItRead = "writes-what-it-read"
    case readsOldNews = "reads-old-news"
    case ignoresTheLock = "ignores-the-lock"
    case unlocksTooEarly = "unlocks-too-early"
    case neverUnlocks = "never-unlocks"
    case givesWay = "gives-way"
    case readsAndWritesAtOnce = "reads-and-writes-at-once"
  }
}
