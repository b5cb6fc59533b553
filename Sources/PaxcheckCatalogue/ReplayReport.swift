public import PaxcheckModel
public import PaxcheckTrace

/// What became of a trace that shows what it expects to show.
public struct ReplayReport: Sendable, Hashable {
  /// How many steps the model took.
  public let steps: Int
  /// Why a trace that expects to be fixed no longer shows what it once did; `nil` for other traces.
  public let whyFixed: ReplayError?
  /// What is violated, where that is something else than the property's name says.
  public let violation: String?

  public init<M: Model>(_ replay: Replay<M>) {
    steps = replay.path.steps.count
    whyFixed = replay.whyFixed
    violation = replay.diagnosis?.violation
  }
}
