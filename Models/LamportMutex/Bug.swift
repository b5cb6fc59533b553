extension LamportMutex {
  /// What can go wrong with the protocol.
  public enum Bug: String, Sendable {
    case entersUnacknowledged = "enters-unacknowledged"
    case ignoresTies = "ignores-ties"
    case keepsItsClock = "keeps-its-clock"
    case overtakes
    case neverAcknowledges = "never-acknowledges"
    case leavesInSilence = "leaves-in-silence"
  }
}
