/// What a run came to, in numbers only.
@usableFromInline
struct RunResult: Sendable {
  /// A property that the run decides, and after how many of its steps.
  @usableFromInline
  struct Hit: Sendable {
    @usableFromInline let property: Int
    @usableFromInline let step: Int

    @inlinable
    init(property: Int, step: Int) {
      self.property = property
      self.step = step
    }
  }

  @usableFromInline var hits: [Hit] = []
  /// The states generated: the first one, and one for each step.
  @usableFromInline var states = 0
  @usableFromInline var boundaryCuts = 0
  @usableFromInline var actionCounts: [String: Int] = [:]
  /// Whether the run was not stopped from outside.
  @usableFromInline var isComplete = true

  @inlinable init() {}
}
