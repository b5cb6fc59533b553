public import PaxcheckKit
import RegisterClient

/// What servers did, for the rules that make Paxos safe: it outlives the states in which it showed.
public struct PaxosFacts: HistoryVariable {
  public enum Event: Hashable, Sendable {
    /// A server promised to ignore lower ballots.
    case promised(Ballot)
    /// A server accepted a proposal.
    case accepted(Vote)
    /// A proposer counted a quorum of servers that accepted its proposal.
    case declared(Vote)
    /// A server was told, or tells a reader, that a proposal is chosen.
    case learned(Proposal)
  }

  /// How many servers must promise a ballot before anything is proposed in it, and how many must accept
  /// that proposal to make it chosen.
  let quorum: Int
  /// The highest ballot that each server promised.
  private var promises: [ActorID: Ballot] = [:]
  /// Who accepted what.
  private var acceptors: [Vote: Set<ActorID>] = [:]
  private var learned: Set<Proposal> = []

  /// Whether no server ever accepted a proposal of a lower ballot than it had promised.
  private(set) var hasPromiseIntegrity = true
  /// Whether no server ever promised a lower ballot than it had promised before.
  private(set) var areBallotsMonotone = true
  /// Whether a quorum had promised a ballot before anything was proposed in it, and had accepted the
  /// proposal before it was declared chosen.
  private(set) var areQuorumsSound = true

  init(quorum: Int) { self.quorum = quorum }

  public mutating func record(_ event: Event, by server: ActorID) {
    let promised = promises[server] ?? .zero
    switch event {
    case .promised(let ballot):
      if ballot < promised { areBallotsMonotone = false }
      promises[server] = max(promised, ballot)
    case .accepted(let vote):
      if vote.ballot < promised { hasPromiseIntegrity = false }
      if !isProposed(vote.ballot), promisers(of: vote.ballot) < quorum { areQuorumsSound = false }
      acceptors[vote, default: []].insert(server)
    case .declared(let vote):
      if !isChosen(vote) { areQuorumsSound = false }
    case .learned(let proposal):
      learned.insert(proposal)
    }
  }

  /// Whether some server has accepted a proposal of a ballot; its proposer is the first who does.
  private func isProposed(_ ballot: Ballot) -> Bool {
    acceptors.keys.contains { $0.ballot == ballot }
  }

  /// How many servers have promised to ignore lower ballots than this one.
  private func promisers(of ballot: Ballot) -> Int { promises.values.count { $0 >= ballot } }

  private func isChosen(_ vote: Vote) -> Bool { acceptors[vote, default: []].count >= quorum }

  private var chosen: Set<Proposal> {
    Set(acceptors.keys.filter(isChosen).map(\.proposal))
  }

  /// Whether one proposal at most was ever chosen.
  var hasAgreement: Bool { chosen.count <= 1 }

  /// Whether servers learned only what was chosen.
  var hasStability: Bool { learned.isSubset(of: chosen) }

  /// Whether no two proposals were accepted in the same ballot.
  var hasOneValuePerBallot: Bool { Set(acceptors.keys.map(\.ballot)).count == acceptors.count }
}

extension Property where M == SingleDecreePaxos {
  /// The rules that make Paxos safe.
  static var rulesOfPaxos: [Self] {
    [
      rule("agreement") { $0.hasAgreement },
      rule("stability") { $0.hasStability },
      rule("one value per ballot") { $0.hasOneValuePerBallot },
      rule("promise integrity") { $0.hasPromiseIntegrity },
      rule("ballot monotone") { $0.areBallotsMonotone },
      rule("quorum soundness") { $0.areQuorumsSound },
    ]
  }

  private static func rule(
    _ name: String, _ condition: @escaping @Sendable (PaxosFacts) -> Bool
  ) -> Self {
    .always(name, history: { condition($0.facts) })
  }
}
