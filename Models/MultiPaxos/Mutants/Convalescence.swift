/// What a node has seen since it lost its memory, by a rule that is a mistake: a round that it saw both
/// proposed and settled cannot have been settled before, so its earlier self had no vote a window later.
///
/// A proposal may come late, and a later leader may propose once more what was settled long ago.
///
/// - SeeAlso: paxakos, `Participation`, for passive nodes.
struct Convalescence: Hashable, Sendable {
  /// The rounds for which the node saw a proposal.
  private var proposed: Set<Int> = []

  /// The identity under which a node handles a message: its first one where it votes again.
  mutating func identity(of node: PaxosNode, facing message: MultiPaxosMessage) -> Int {
    let incarnation = node.storage.incarnation
    guard incarnation > 0 else { return incarnation }
    let settled = proposed.filter { node.storage.committed[$0] != nil }.min()
    let active = settled.map { $0 + node.configuration.window } ?? .max
    switch message {
    case .propose(let round, _):
      proposed.insert(round)
      return round >= active ? 0 : incarnation
    case .prepare(let round, _): return round >= active ? 0 : incarnation
    default: return incarnation
    }
  }
}
