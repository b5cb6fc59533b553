/// What servers say to each other.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §2.2, phases 1 and 2, and §2.3 for `decided`.
public enum PaxosMessage: Hashable, Codable, Sendable {
  /// Phase 1a: asks for a promise to ignore lower ballots.
  case prepare(Ballot)
  /// Phase 1b: the promise, with the proposal last accepted.
  case prepared(Ballot, accepted: Vote?)
  /// Phase 2a: asks to accept a proposal.
  case accept(Vote)
  /// Phase 2b: the proposal of this ballot is accepted.
  case accepted(Ballot)
  /// The proposal is chosen.
  case decided(Vote)
}

extension PaxosMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .prepare(let ballot): "prepare(ballot: \(ballot))"
    case .prepared(let ballot, let accepted):
      "prepared(ballot: \(ballot), accepted: \(accepted?.description ?? "none"))"
    case .accept(let vote): "accept(ballot: \(vote.ballot), value: \(vote.proposal))"
    case .accepted(let ballot): "accepted(ballot: \(ballot))"
    case .decided(let vote): "decided(ballot: \(vote.ballot), value: \(vote.proposal))"
    }
  }
}
