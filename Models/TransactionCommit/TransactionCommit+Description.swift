public import PaxcheckKit

extension ModelDescription {
  public static let transactionCommit = ModelDescription(
    "transaction-commit", "resource managers all commit or all abort, by whatever protocol",
    source: "J. Gray, L. Lamport, Consensus on Transaction Commit, ACM TODS 31(1), 2006, §2",
    parameters: [.integer("rms", 1...16, default: 3, "how many resource managers there are")],
    mutations: [
      Mutation(
        TransactionCommit.Bug.commitsAlone.rawValue,
        "a resource manager commits without looking at the others",
        caughtBy: "no two managers disagree"),
      Mutation(
        TransactionCommit.Bug.abortsLate.rawValue,
        "a resource manager aborts although another has committed",
        caughtBy: "no two managers disagree"),
      Mutation(
        TransactionCommit.Bug.neverPrepares.rawValue, "no resource manager ever prepares",
        caughtBy: "all commit"),
      Mutation(
        TransactionCommit.Bug.abortsOnlyWhileWorking.rawValue,
        "a resource manager that is prepared does not abort", caughtBy: nil),
    ]
  ) { TransactionCommit($0) }
}

extension TransactionCommit {
  /// The protocol that the arguments describe.
  public init(_ arguments: Arguments) {
    self.init(
      rms: arguments.integer("rms"), bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
