import PaxcheckKit
import RegisterClient

/// What must come true in the end under the assumption that the parameter `fairness` makes.
extension Property where M == MultiPaxos {
  /// The claims about entries that nodes submit, about what they learn, and about clients.
  ///
  /// An attempt that is refused is not made again without an end, since numbers of elections would grow
  /// without one. The one of the highest number succeeds, so that an entry is chosen in the end.
  static func progress(_ participants: Participants, _ arguments: Arguments) -> [Self] {
    let (configuration, environment) = (participants.configuration, participants.environment)
    var claims: [Self] = []
    if !participants.proposers.isEmpty {
      claims.append(
        .eventually("an entry is chosen in the end") { state in
          state.nodes.contains(where: \.knowsFirstEntry)
        })
    }
    let isTold = environment.polls == nil || configuration.commits
    if isTold && configuration.clusters.count == 1 { claims.append(everybodyLearns) }
    let clients = arguments.integer("clients")
    if environment.retries > 0 {
      claims += .leadsTo(
        "requests are answered, or retries or the log are used up",
        forEach: (configuration.nodes..<configuration.nodes + clients).map { ActorID($0) },
        from: { state, id in awaits(id, in: state) },
        to: { state, id in
          !awaits(id, in: state) || isExhausted(state, configuration, environment)
        })
    }
    return claims
  }

  private static func awaits(_ id: ActorID, in state: M.State) -> Bool {
    state.actor(id, as: RegisterClient<MultiPaxosMessage, LogFacts>.self)?.awaited != nil
  }

  private static var everybodyLearns: Self {
    .leadsTo(
      "all nodes learn the first entry",
      from: { state in state.nodes.contains(where: \.knowsFirstEntry) },
      to: { state in state.nodes.allSatisfy(\.knowsFirstEntry) })
  }
}

extension PaxosNode {
  /// Whether the node knows the first entry of the log, or did before a snapshot stood for it.
  fileprivate var knowsFirstEntry: Bool {
    storage.committed[0] != nil || storage.snapshot.rounds > 0
  }
}
