/// The steps that a process took last, for the report of a trap.
final class RecentSteps {
  /// The most that are kept.
  private static let limit = 100

  private(set) var texts: [String] = []
  /// How many steps came before these.
  private(set) var earlierCount = 0

  func append(_ text: String) {
    texts.append(text)
    if texts.count == 2 * Self.limit {
      texts.removeFirst(Self.limit)
      earlierCount += Self.limit
    }
  }
}
