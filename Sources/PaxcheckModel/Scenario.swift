/// A named part of a model's behaviours, for spaces that are too large as a whole: a search within a
/// scenario takes only the steps that belong to it.
///
/// A step that does not is cut off like one that leaves the model's boundary. What such a search finds
/// is genuine; what it does not find may lie elsewhere.
public struct Scenario<M: Model>: Sendable {
  /// The name on the command line and in traces, in lower case with hyphens.
  public let name: String
  /// What happens and what does not, in one line.
  public let summary: String
  /// Whether a step that the model offers in a state belongs to the scenario.
  public let contains: @Sendable (M.State, M.Action) -> Bool
  /// The condition on the action alone, where that is all there is to it.
  package let containsAction: (@Sendable (M.Action) -> Bool)?

  /// A scenario whose steps depend on the states in which they are offered.
  public init(
    _ name: String, _ summary: String,
    contains: @escaping @Sendable (_ state: M.State, _ action: M.Action) -> Bool
  ) {
    self.name = name
    self.summary = summary
    self.contains = contains
    containsAction = nil
  }

  /// A scenario of certain actions. Searches of actor systems are fast within such a scenario.
  public init(
    _ name: String, _ summary: String,
    actions containsAction: @escaping @Sendable (_ action: M.Action) -> Bool
  ) {
    self.name = name
    self.summary = summary
    contains = { containsAction($1) }
    self.containsAction = containsAction
  }
}
