/// A known bug that a model can be asked to make, `mutation=NAME`, to show that the checker sees it.
public struct Mutation: Sendable, Hashable {
  /// The value of the parameter `mutation`, in lower case with hyphens.
  public let name: String
  /// What the mutant does wrong, in one line.
  public let summary: String
  /// The property that the bug breaks; `nil` for a negative control, a change that must be harmless.
  public let property: String?
  /// Where the bug shows, as `name=value`: the parameters that must differ from their defaults.
  public let assignments: [String]
  /// The scenario within which the bug shows, where the whole space is too large; `nil` if it shows in
  /// the space as a whole.
  public let scenario: String?

  public init(
    _ name: String, _ summary: String, caughtBy property: String?, at assignments: [String] = [],
    within scenario: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.property = property
    self.assignments = assignments
    self.scenario = scenario
  }

  /// Where the bug shows, in the words of a command line.
  public var place: String {
    (assignments + (scenario.map { ["--scenario \($0)"] } ?? [])).joined(separator: " ")
  }
}
