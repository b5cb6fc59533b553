/// What part a node has in the decision about a round.
enum NodeStatus: String, Hashable, Sendable {
  /// It has a vote.
  case active
  /// It is no member of the cluster that decides.
  case exiled
  /// It cannot tell which cluster decides, and not every cluster knows it under its identity.
  case disoriented
  /// It has lost its memory, and the cluster knows it under an earlier identity: it only learns.
  case passive
  /// It found out that its state is not what the log says.
  case ejected
  /// It was told to stop.
  case shutDown = "shut-down"
}

extension PaxosNode {
  /// The part that the node has in the decision about a round.
  ///
  /// A node that does not know a round's cluster trusts those who ask it for a vote, as long as its
  /// identity is beyond doubt.
  ///
  /// - SeeAlso: E. Michael and others, "Recovering Shared Objects Without Stable Storage", DISC 2017,
  ///   for what goes wrong if a node votes that has lost its memory; paxakos, `NodeStatus`.
  func status(in round: Int) -> NodeStatus {
    isShutDown ? .shutDown : standing(in: round)
  }

  /// The part that the node has unless it is told to stop.
  func standing(in round: Int) -> NodeStatus {
    if storage.isEjected { return .ejected }
    guard let cluster = cluster(of: round) else {
      return isBeyondDoubt ? .active : .disoriented
    }
    guard cluster.members.contains(id) else { return .exiled }
    return cluster.contains(voter) ? .active : .passive
  }

  /// Whether all clusters know the node under its identity, if they know it.
  private var isBeyondDoubt: Bool {
    configuration.clusters.allSatisfy { $0.incarnations[id, default: 0] == storage.incarnation }
  }

  func mayVote(in round: Int) -> Bool { status(in: round) == .active }
}
