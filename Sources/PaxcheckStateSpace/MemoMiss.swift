/// What a memo lacked when a worker looked it up.
public struct MemoMiss: Comparable, Sendable {
  /// What was looked up.
  struct Subject: Hashable {
    let component: ComponentID
    /// What reaches the component, or `MemoEntry.everyStep`.
    let input: UInt32
  }

  let subject: Subject
  /// The state and the action that were expanded, and the place of the miss among those of the action: where a
  /// single worker would have filled it.
  private let rank: UInt32
  private let action: UInt32
  private let place: Int

  /// Where it was looked up.
  var workPlace: WorkPlace {
    let isOfStep = subject.input != MemoEntry.everyStep
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
