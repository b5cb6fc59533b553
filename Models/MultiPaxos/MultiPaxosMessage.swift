/// What nodes say to each other. Answers repeat the round and the number that they are about.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §3; paxakos, README, "Protocol".
public enum MultiPaxosMessage: Hashable, Codable, Sendable {
  /// Phase 1a: asks for a promise to ignore lower numbers in this round and all later ones.
  case prepare(round: Int, number: Int)
  /// Phase 1b: the promise, with what was accepted in these rounds, by round.
  case promise(round: Int, number: Int, accepted: [RoundVote])
  /// Phase 2a: asks to accept an entry for a round.
  case propose(round: Int, Vote)
  /// Phase 2b: the proposal of this number is accepted.
  case accepted(round: Int, number: Int)
  /// The request of this number is refused: a greater number is known, or the round has converged,
  /// and then this is the entry.
  case conflict(round: Int, number: Int, observed: Int, converged: Entry?)
  /// The request of this number is refused: the round has converged, so long ago that the entry is
  /// not kept any more.
  case forgotten(round: Int, number: Int, observed: Int)
  /// The voter of the sender keeps out of the election, or rejects the proposal, of this number.
  case abstention(round: Int, number: Int)
  /// A client wants this in the log; the leader shall propose it.
  case delegation(Entry)
  /// Asks what is chosen for a round, and for no promise. Answered by `conflict` with the number 0, by those who
  /// know.
  case poll(round: Int)
  /// The same, answered in any case. The number is the sender's own, and below all coordination numbers.
  case peek(round: Int, number: Int)
  /// What is asked for is no longer retained; this stands for it.
  case snapshot(Snapshot, observed: Int)
  /// The entry is chosen.
  case commit(round: Int, Entry)
  /// The entry is chosen, and the receiver has accepted it.
  case commitByID(round: Int, Entry.ID)
}

extension MultiPaxosMessage {
  /// The rounds that the message is about.
  var rounds: [Int] {
    switch self {
    case .prepare(let round, _), .propose(let round, _), .accepted(let round, _),
      .conflict(let round, _, _, _), .poll(let round), .peek(let round, _),
      .commit(let round, _), .commitByID(let round, _), .forgotten(let round, _, _),
      .abstention(let round, _):
      [round]
    case .delegation: []
    case .promise(let round, _, let accepted): [round] + accepted.map(\.round)
    case .snapshot(let snapshot, _): [snapshot.rounds - 1]
    }
  }
}

/// What was accepted in a round.
public struct RoundVote: Hashable, Codable, Sendable, CustomStringConvertible {
  let round: Int
  let vote: Vote

  public var description: String { "\(round): \(vote)" }
}

extension MultiPaxosMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .prepare(let round, let number): "prepare(round: \(round), number: \(number))"
    case .promise(let round, let number, let accepted):
      "promise(round: \(round), number: \(number), accepted: \(accepted))"
    case .propose(let round, let vote):
      "propose(round: \(round), number: \(vote.number), entry: \(vote.entry))"
    case .accepted(let round, let number): "accepted(round: \(round), number: \(number))"
    case .conflict(let round, let number, let observed, let converged):
      """
      conflict(round: \(round), number: \(number), observed: \(observed), \
      converged: \(converged?.description ?? "no"))
      """
    case .forgotten(let round, let number, let observed):
      "forgotten(round: \(round), number: \(number), observed: \(observed))"
    case .abstention(let round, let number): "abstention(round: \(round), number: \(number))"
    case .delegation(let entry): "delegation(\(entry))"
    case .poll(let round): "poll(round: \(round))"
    case .peek(let round, let number): "peek(round: \(round), number: \(number))"
    case .snapshot(let snapshot, let observed): "snapshot(\(snapshot), observed: \(observed))"
    case .commit(let round, let entry): "commit(round: \(round), entry: \(entry))"
    case .commitByID(let round, let id): "commitByID(round: \(round), id: \(id))"
    }
  }
}
