import PaxcheckKit

extension TwoPhaseCommit {
  /// What can go wrong with the protocol, and one change that must not matter.
  public enum Bug: String, Sendable {
    case commitsEarly = "commits-early"
    case changesItsMind = "changes-its-mind"
    case abortsAfterVote = "aborts-after-vote"
    case commitsInSilence = "commits-in-silence"
    case abortsInSilence = "aborts-in-silence"
    case ignoresRepeatedDecisions = "ignores-repeated-decisions"
  }

  func hasEnoughVotes(_ state: State) -> Bool {
    state.votes == everybody
      || bug == .commitsEarly && state.votes.count >= everybody.count - 1
  }

  func mayChangeItsMind(_ state: State) -> Bool {
    bug == .changesItsMind && state.decision == .committed
  }

  func mayAbortAfterVote(_ rm: Int, in state: State) -> Bool {
    bug == .abortsAfterVote && state.prepared.contains(rm)
  }

  func mayReceive(_ rm: Int, in state: State) -> Bool {
    bug != .ignoresRepeatedDecisions || !state.committed.union(state.aborted).contains(rm)
  }
}
