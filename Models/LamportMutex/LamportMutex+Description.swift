public import PaxcheckKit

extension ModelDescription {
  public static let lamportMutex = ModelDescription(
    "lamport-mutex", "mutual exclusion by logical clocks over channels that keep the order",
    source: "L. Lamport, Time, Clocks, and the Ordering of Events, CACM 21(7), 1978",
    parameters: [
      .integer("processes", 2...4, default: 2, "how many processes there are"),
      .integer("max-clock", 2...12, default: 4, "how far the clocks may go"),
      .choice(
        "fairness", LamportMutex.Fairness.allCases.map(\.rawValue),
        default: LamportMutex.Fairness.unasked.rawValue,
        "claim that who asks gets in; what is not put off for ever"
      ).tacit,
      .choice(
        "bound", LamportMutex.Bound.allCases.map(\.rawValue),
        default: LamportMutex.Bound.constraint.rawValue,
        "whether later clocks are not looked at, or nobody asks any more when one could come"
      ).tacit,
    ],
    mutations: [
      Mutation(
        LamportMutex.Bug.entersUnacknowledged.rawValue,
        "a process enters before all have acknowledged its request", caughtBy: "mutual exclusion",
        at: ["max-clock=2"]),
      Mutation(
        LamportMutex.Bug.ignoresTies.rawValue,
        "of two requests with equal clocks both are the older one", caughtBy: "mutual exclusion"),
      Mutation(
        LamportMutex.Bug.keepsItsClock.rawValue,
        "a process does not set its clock when it hears of a later one",
        caughtBy: "mutual exclusion"),
      Mutation(
        LamportMutex.Bug.overtakes.rawValue, "the newest message of a channel is received first",
        caughtBy: "mutual exclusion"),
      Mutation(
        LamportMutex.Bug.neverAcknowledges.rawValue, "a process does not answer to requests",
        caughtBy: "the last process enters"),
      Mutation(
        LamportMutex.Bug.leavesInSilence.rawValue, "a process tells nobody that it has left",
        caughtBy: "who asks gets in (1)", at: ["fairness=processes", "bound=guarded"]),
    ]
  ) { LamportMutex($0) }
}

extension LamportMutex {
  /// The processes that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      processes: arguments.integer("processes"), maxClock: arguments.integer("max-clock"),
      fairness: Fairness(rawValue: arguments.choice("fairness")) ?? .unasked,
      bound: Bound(rawValue: arguments.choice("bound")) ?? .constraint,
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
