/// A way to look at fewer states that decides the same.
///
/// What it leaves out changes no verdict and no length of a counterexample, only counts. Where a property of a
/// model might tell the difference, the reduction is switched off for the whole search, and the report says why.
public enum Reduction: String, Sendable, Hashable, Codable, CaseIterable {
  /// No message is lost. On an unordered network a message that is lost is one that never arrives, which
  /// every behaviour without losses allows as well.
  case losses
  /// Messages are taken off the network that their receiver will ignore, whatever it does from now on.
  ///
  /// That is told from the steps of single actors that the search itself has seen, so it takes rounds: a search
  /// that finds a step which none before it saw is followed by another one. At the end every step that is taken
  /// was foreseen, so nothing was taken off the network that would have been heeded.
  case inert
}

extension Reduction {
  /// What became of a reduction that was asked for.
  public struct Account: Sendable, Hashable {
    public let reduction: Reduction
    /// Why it was switched off, a clause each; empty if it was on.
    public let obstacles: [String]
    /// How many searches it took, one after the other; the report is that of the last one.
    public package(set) var rounds = 1

    public init(_ reduction: Reduction, obstacles: [String]) {
      self.reduction = reduction
      self.obstacles = obstacles
    }

    /// Whether the search left anything out for it.
    public var isOn: Bool { obstacles.isEmpty }
  }
}

extension Reduction: Comparable {
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}
