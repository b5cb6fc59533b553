extension EWD840 {
  /// What can go wrong with the detection, and one change that must not matter.
  public enum Bug: String, Sendable {
    case staysWhite = "stays-white"
    case keepsTokenWhite = "keeps-token-white"
    case passesWhileActive = "passes-while-active"
    case startsWhite = "starts-white"
    case staysBlack = "stays-black"
    case alwaysBlackens = "always-blackens"
  }
}
