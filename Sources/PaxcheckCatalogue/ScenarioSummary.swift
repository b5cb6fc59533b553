/// What a scenario is, without the code that tells its steps from others.
public struct ScenarioSummary: Sendable, Hashable {
  public let name: String
  /// What happens and what does not, in one line.
  public let summary: String

  public init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}
