/// What a step is to a random simulation. An exhaustive search takes every step and does not ask.
public enum StepRole: Hashable, Sendable {
  /// A step like any other.
  case ordinary
  /// A step that happens after a time of its own, in milliseconds of virtual time, which is within
  /// `durations`: a timer.
  case timed(ClosedRange<Int>)
  /// A step that stays possible after it was taken. Taking it once more in the same run is a fault of
  /// the kind `duplication`: a delivery on a network that may duplicate.
  case repeatable
  /// A step that makes good what went wrong: a crashed actor comes back. It is drawn like an ordinary one.
  case recovery
  /// Something that goes wrong.
  case fault(Fault)

  /// How long a timer can run, in milliseconds: up to seven weeks.
  public static let durations = 0...(1 << 32 - 1)
}

/// A kind of thing that may go wrong, whose share in a random run can be chosen.
public enum Fault: String, Hashable, Sendable, CaseIterable {
  case crash
  case loss
  case duplication
  case amnesia
  case partition
}
