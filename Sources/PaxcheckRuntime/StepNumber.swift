/// Which of an actor's steps: how often the actor was started, and a count since then.
struct StepNumber: Hashable, Comparable, Sendable {
  var incarnation: Int
  var step: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.incarnation, left.step) < (right.incarnation, right.step)
  }
}
