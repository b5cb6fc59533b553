public import PaxcheckKit
public import RegisterClient

extension RaftNode {
  /// What is of an earlier term is dead, and so is an answer to a question that the node no longer asks.
  ///
  /// A term never sinks, not even in a crash, and a node leads or campaigns in a term once at most.
  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    guard case .internal(let message) = message else { return false }
    guard sender.index < setting.nodes else { return true }
    switch message {
    case .requestVote(_, let term, _, _): return term < self.term && !setting.isBusy
    case .vote(.preVote, let term, let isGranted): return term <= self.term || isVain(isGranted)
    case .vote(.vote, let term, let isGranted):
      return campaign.map { $0.phase != .vote || $0.term != term } ?? true || isVain(isGranted)
    case .replicate(let term, _, _): return term < self.term
    case .replicated(let term, _, _, _): return term != self.term || !isLeader
    case .heartbeat(let term, let commit):
      return term < self.term || isKnown(commit, of: sender, term: term)
    case .snapshot(let term, _, _): return term < self.term
    case .compareTerm(let term, _): return term < self.term
    case .notHigher(let term, _):
      return term != self.term || !isLeader
    case .getSnapshot, .timeoutNow, .delegation, .readIndex, .readable: return false
    }
  }

  /// Whether an answer is a refusal that no node waits for.
  private func isVain(_ isGranted: Bool) -> Bool { !isGranted && !setting.isBusy }

  /// Whether a heartbeat tells nothing new. A node may forget what it knows in a crash, and a heartbeat ends
  /// a pre-vote.
  private func isKnown(_ commit: Int, of leader: ActorID, term: Int) -> Bool {
    term == self.term && storage.ballot.votedFor == leader && commit <= self.commit
      && !setting.mayCrash && !setting.isPatient && (!setting.preVotes || setting.isBusy)
  }
}
