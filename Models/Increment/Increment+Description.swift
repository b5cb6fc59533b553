public import PaxcheckKit

extension ModelDescription {
  public static let increment = ModelDescription(
    "increment", "threads that count together without a lock, and lose updates",
    source: "stateright, examples/increment.rs",
    parameters: [.threads],
    mutations: [
      Mutation(
        Increment.Bug.writesWhatItRead.rawValue, "a thread writes back what it read",
        caughtBy: "all updates are counted"),
      Mutation(
        Increment.Bug.readsOldNews.rawValue, "a thread reads the counter as it was at first",
        caughtBy: "all updates are counted"),
      .readsAndWritesAtOnce,
    ]
  ) { Increment($0, usesLock: false) }

  public static let incrementWithLock = ModelDescription(
    "increment-with-lock", "threads that count together and take turns",
    source: "stateright, examples/increment_lock.rs",
    parameters: [
      .threads,
      .choice(
        "fairness", Increment.Fairness.allCases.map(\.rawValue),
        default: Increment.Fairness.unasked.rawValue,
        "claim that each thread gets its turn; who goes on for as long as it can"
      ).tacit,
    ],
    mutations: [
      Mutation(
        Increment.Bug.ignoresTheLock.rawValue, "a thread takes the lock while another has it",
        caughtBy: "one thread at a time"),
      Mutation(
        Increment.Bug.unlocksTooEarly.rawValue, "a thread gives up the lock before it writes",
        caughtBy: "no update is lost"),
      Mutation(
        Increment.Bug.neverUnlocks.rawValue, "a thread keeps the lock when it is done",
        caughtBy: "all updates are counted"),
      Mutation(
        Increment.Bug.givesWay.rawValue, "a thread may give up the lock before it has read",
        caughtBy: "each thread gets its turn (0)", at: ["fairness=threads"]),
      .readsAndWritesAtOnce,
    ]
  ) { Increment($0, usesLock: true) }
}

extension Increment {
  /// The threads that the arguments describe.
  public init(_ arguments: Arguments, usesLock: Bool) {
    self.init(
      threads: arguments.integer("threads"), usesLock: usesLock,
      fairness: usesLock ? Fairness(rawValue: arguments.choice("fairness")) ?? .unasked : .unasked,
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}

extension Parameter {
  fileprivate static let threads = integer(
    "threads", 1...8, default: 2, "how many threads there are")
}

extension Mutation {
  fileprivate static let readsAndWritesAtOnce = Mutation(
    Increment.Bug.readsAndWritesAtOnce.rawValue, "reading and writing is one step", caughtBy: nil)
}
