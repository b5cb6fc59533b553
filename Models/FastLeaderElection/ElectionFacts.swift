public import PaxcheckKit

/// Who voted for whom, and whether what was decided had a majority.
public struct ElectionFacts: HistoryVariable {
  public enum Event: Hashable, Codable, Sendable {
    case announced(round: Int, Vote)
    case decided(round: Int, Vote)
  }

  private struct Announcement: Hashable, Sendable {
    let node: ActorID
    let round: Int
    let vote: Vote
  }

  private let quorum: Int
  private var announcements: Set<Announcement> = []
  /// Whether each node that decided had a majority that voted alike in that round.
  private(set) var isDecidedByQuorum = true

  init(nodes: Int) { quorum = Quorum.majority(of: nodes) }

  public mutating func record(_ event: Event, by node: ActorID) {
    switch event {
    case .announced(let round, let vote):
      announcements.insert(Announcement(node: node, round: round, vote: vote))
    case .decided(let round, let vote):
      let supporters = announcements.count { $0.round == round && $0.vote == vote }
      if supporters < quorum { isDecidedByQuorum = false }
    }
  }
}
