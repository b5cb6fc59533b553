import PaxcheckKit

/// What a node has seen since it lost its memory, by a rule that is a mistake: a round that it saw both
/// proposed and settled cannot have been settled before, so its earlier self had no vote a window later.
///
/// A later leader may propose once more what was settled long ago. A node that trusts only a proposal of what
/// its proposer submitted itself is safe from that, and is still deceived by one that was on its way
/// to its earlier self.
///
/// - SeeAlso: paxakos, `Participation`, for passive nodes.
struct Convalescence: Hashable, Sendable {
  /// The rounds for which the node saw a proposal.
  private var proposed: Set<Int> = []

  /// The identity under which a node handles a message: its first one where it votes again.
  ///
  /// - Parameter trustsReproposals: Whether a proposal counts no matter which node submitted the entry.
  mutating func identity(
    of node: PaxosNode, facing message: MultiPaxosMessage, from sender: ActorID,
    trustsReproposals: Bool
  ) -> Int {
    let incarnation = node.storage.incarnation
    guard incarnation > 0 else { return incarnation }
    let settled = proposed.filter { node.storage.committed[$0] != nil }.min()
    let active = settled.map { $0 + node.configuration.window } ?? .max
    switch message {
    case .propose(let round, let vote):
      if trustsReproposals || vote.entry.id.author == sender { proposed.insert(round) }
      return round >= active ? 0 : incarnation
    case .prepare(let round, _): return round >= active ? 0 : incarnation
    default: return incarnation
    }
  }
}
