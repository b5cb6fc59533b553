/// A question that came up while several workers were busy.
public struct OpenQuestion: Comparable, Sendable {
  /// What is asked.
  struct Subject: Hashable {
    let component: ComponentID
    /// What the component is to react to, or `Question.everyStep`.
    let stimulus: UInt32
  }

  let subject: Subject
  /// The state and the action that gave rise to the question, and its place among those of the action:
  /// where a single worker would have asked.
  private let rank: UInt32
  private let action: UInt32
  private let place: Int

  /// Where it came up.
  var workPlace: WorkPlace {
    let isOfStep = subject.stimulus != Question.everyStep
    return WorkPlace(rank: rank, action: isOfStep ? action : WorkPlace.none)
  }

  init(_ subject: Subject, rank: UInt32, action: UInt32, place: Int = 0) {
    self.subject = subject
    self.rank = rank
    self.action = action
    self.place = place
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.rank, left.action, left.place) < (right.rank, right.action, right.place)
  }
}
