import PaxcheckKit

extension PaxosMessageSet {
  /// What can go wrong with the protocol, and changes that must not matter.
  public enum Bug: String, Sendable {
    case forgetsPromise = "forgets-promise"
    case ignoresPromise = "ignores-promise"
    case ownValueWins = "own-value-wins"
    case lowestVoteWins = "lowest-vote-wins"
    case preparesWithTooFew = "prepares-with-too-few"
    case proposesTwice = "proposes-twice"
    case forgetsVote = "forgets-vote"
    case votesOnce = "votes-once"
  }

  func mayVote(_ acceptor: Int, for proposal: Proposal, in state: State) -> Bool {
    switch bug {
    case .ignoresPromise: true
    case .votesOnce:
      proposal.ballot >= state.promised(by: acceptor) && proposal != state.lastVote(of: acceptor)
    default: proposal.ballot >= state.promised(by: acceptor)
    }
  }

  func mayPropose(in ballot: Int, in state: State) -> Bool {
    state.proposals.isDisjoint(with: .all(in: ballot)) || bug == .proposesTwice
  }

  /// The ballot of the votes that bind a proposer, `nil` if it is free to choose.
  func decisiveBallot(among promises: BitSet<Promise>) -> Int? {
    var decisive: Int?
    for ballot in promises.lazy.compactMap(\.lastVote?.ballot) {
      switch bug {
      case .ownValueWins: break
      case .lowestVoteWins: decisive = min(decisive ?? ballot, ballot)
      default: decisive = max(decisive ?? ballot, ballot)
      }
    }
    return decisive
  }
}
