public import PaxcheckKit

extension ModelDescription {
  public static let twoPhaseCommit = ModelDescription(
    "two-phase-commit", "a transaction manager decides when all resource managers have voted",
    source: "J. Gray, L. Lamport, Consensus on Transaction Commit, ACM TODS 31(1), 2006, §3",
    parameters: [
      .integer("rms", 1...14, default: 3, "how many resource managers there are"),
      .choice(
        "fairness", TwoPhaseCommit.Fairness.allCases.map(\.rawValue),
        default: TwoPhaseCommit.Fairness.unasked.rawValue,
        "claim that who has voted learns the decision; who goes on for as long as it can"
      ).tacit,
    ],
    mutations: [
      Mutation(
        TwoPhaseCommit.Bug.commitsEarly.rawValue,
        "the transaction manager commits although one vote is missing",
        caughtBy: "no two managers disagree"),
      Mutation(
        TwoPhaseCommit.Bug.changesItsMind.rawValue,
        "the transaction manager may abort after it has committed",
        caughtBy: "no two managers disagree"),
      Mutation(
        TwoPhaseCommit.Bug.abortsAfterVote.rawValue,
        "a resource manager may abort on its own after it has voted",
        caughtBy: "no two managers disagree"),
      Mutation(
        TwoPhaseCommit.Bug.commitsInSilence.rawValue,
        "the transaction manager tells nobody that it has committed", caughtBy: "all commit"),
      Mutation(
        TwoPhaseCommit.Bug.abortsInSilence.rawValue,
        "the transaction manager tells nobody that it has aborted",
        caughtBy: "who has voted learns the decision (0)", at: ["fairness=everybody"]),
      Mutation(
        TwoPhaseCommit.Bug.ignoresRepeatedDecisions.rawValue,
        "a resource manager listens to one decision only", caughtBy: nil),
    ]
  ) { TwoPhaseCommit($0) }
}

extension TwoPhaseCommit {
  /// The protocol that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      rms: arguments.integer("rms"),
      fairness: Fairness(rawValue: arguments.choice("fairness")) ?? .unasked,
      bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
