public import PaxcheckKit

/// Clocks that know nothing of each other, each with one timer.
public typealias AlarmClocks = ActorSystem<Never, NoHistory>

enum ClockBug: String, Sendable {
  case ringsAgain = "rings-again"
  case isNeverSet = "is-never-set"
}

struct AlarmClock: DeterministicActor {
  enum Timer: Hashable, Sendable { case alarm }

  let bug: ClockBug?
  private(set) var rings = 0

  func start(_ outbox: inout Outbox<Self>) {
    if bug != .isNeverSet { outbox.set(.alarm) }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    rings += 1
    if bug == .ringsAgain && rings < 2 { outbox.set(.alarm) }
  }

  func receive(_ message: Never, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

extension AlarmClocks {
  /// The system that the parameters of `ModelDescription.alarmClocks` describe.
  public init(alarmClocks arguments: Arguments) {
    self.init()
    for _ in 0..<arguments.integer("clocks") {
      add(AlarmClock(bug: ClockBug(rawValue: arguments.choice("mutation"))))
    }
    properties = [
      .always("no clock rings twice", every: AlarmClock.self) { $0.rings <= 1 },
      .eventually("all have rung") { $0.actors(of: AlarmClock.self).allSatisfy { $0.rings > 0 } },
    ]
  }
}

extension ModelDescription {
  /// Timers: each may fire at any time, so *n* clocks have 2ⁿ states.
  public static let alarmClocks = ModelDescription(
    "alarm-clocks", "timers: any that is set may fire at any time",
    source: "the smallest system in which sets of timers stand side by side",
    parameters: [.integer("clocks", 1...20, default: 3, "the number of clocks")],
    mutations: [
      Mutation(
        ClockBug.ringsAgain.rawValue, "sets the alarm again when it rings",
        caughtBy: "no clock rings twice"),
      Mutation(
        ClockBug.isNeverSet.rawValue, "does not set the alarm", caughtBy: "all have rung"),
    ]
  ) { arguments throws(ArgumentError) in AlarmClocks(alarmClocks: arguments) }
}
