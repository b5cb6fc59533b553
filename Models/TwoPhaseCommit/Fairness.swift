public import PaxcheckKit

extension TwoPhaseCommit {
  /// Who goes on for as long as it can, if it is claimed that who has voted learns the decision.
  ///
  /// It is not true where the transaction manager may be gone for good: a resource manager that has voted is blocked.
  ///
  /// - SeeAlso: J. Gray, L. Lamport, "Consensus on Transaction Commit", ACM TODS 31(1), 2006, §3.
  public enum Fairness: String, CaseIterable, Sendable {
    /// Nothing is claimed that must come true.
    case unasked
    /// The transaction manager decides, and who can learn the decision does.
    case everybody
    /// Who can learn the decision does.
    case resourceManagers = "resource-managers"
    case none
  }

  public var fairness: [FairnessRule<Self>] {
    let decisions = StepClasses<Self>.steps(named: "decisions") { $0 == .commit || $0 == .abort }
    let receipts = StepClasses<Self>("receipts of decisions") { action in
      switch action {
      case .receiveCommit(let rm), .receiveAbort(let rm): rm
      case .commit, .abort, .receiveVote, .prepare, .chooseToAbort: nil
      }
    }
    return switch assumption {
    case .unasked: []
    case .everybody: [.weak(decisions), .weak(receipts)]
    case .resourceManagers: [.weak(receipts)]
    case .none: [.nothing]
    }
  }

  /// What must come true in the end.
  var progress: [Property<Self>] {
    if assumption == .unasked { return [] }
    return .leadsTo(
      "who has voted learns the decision", forEach: Array(everybody),
      from: { $0.prepared.contains($1) },
      to: { $0.committed.union($0.aborted).contains($1) })
  }
}
