/// What a run came to, in numbers only.
@usableFromInline
struct RunResult: Sendable {
  /// A property that the run decides, and after how many of its steps.
  @usableFromInline
  struct Hit: Sendable {
    let property: Int
    let step: Int
  }

  var hits: [Hit] = []
  /// The states generated: the first one, and one for each step.
  var states = 0
  var boundaryCuts = 0
  var actionCounts: [String: Int] = [:]
  /// What there was at its end that is hardly meant, in a sentence.
  var warning: String?
  /// Whether the run was not stopped from outside.
  var isComplete = true
}
