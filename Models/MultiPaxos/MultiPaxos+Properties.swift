import PaxcheckKit

extension Property where M == MultiPaxos {
  /// The rules that make Paxos safe.
  static var rulesOfPaxos: [Self] {
    [
      .always("agreement", history: { $0.rounds.allSatisfy { $0.chosen.count <= 1 } }),
      .always("validity", history: \.isValid),
      .always("one entry per number", history: \.hasOneEntryPerNumber),
      .always("promise integrity", history: \.hasPromiseIntegrity),
      .always("promises monotone", history: \.arePromisesMonotone),
      .always("quorum soundness", history: \.areQuorumsSound),
    ]
  }

  /// What the system can do with these parameters, if it works.
  static func examples(_ configuration: MultiPaxosConfiguration, attempts: [Int]) -> [Self] {
    guard let most = attempts.max(), most > 0 else { return [] }
    var examples = [Self.someRoundChosen]
    if attempts.count(where: { $0 > 0 }) > 1 { examples.append(entryTakenOver) }
    if configuration.rounds > 1 && most > 1 {
      examples.append(twoRoundsChosen)
      if configuration.nodes > 1 { examples.append(electionSkipped) }
      if configuration.nodes > 1 && configuration.window > 1 { examples.append(roundsInParallel) }
    }
    return examples
  }

  private static var someRoundChosen: Self {
    .sometimes("an entry is chosen", history: { $0.rounds.contains { !$0.chosen.isEmpty } })
  }

  private static var twoRoundsChosen: Self {
    .sometimes("two entries are chosen", history: { $0.rounds.count { !$0.chosen.isEmpty } > 1 })
  }

  /// An election was won over what somebody else had proposed.
  private static var entryTakenOver: Self {
    .sometimes(
      "a leader proposes the entry of another",
      deliverable: { (envelope: Envelope<MultiPaxosMessage>) in
        if case .propose(_, let vote) = envelope.message {
          vote.entry.node != envelope.source.index
        } else {
          false
        }
      })
  }

  private static var electionSkipped: Self {
    .sometimes("a leader proposes in a round after that of its election") { state in
      state.nodes.contains { node in
        node.attempts.contains { attempt in
          !attempt.isElecting && attempt.number == node.leadership?.number
            && attempt.round > node.leadership?.termStart ?? attempt.round
        }
      }
    }
  }

  private static var roundsInParallel: Self {
    .sometimes("a node works on two rounds at once") { state in
      state.nodes.contains { $0.attempts.count > 1 }
    }
  }
}

extension SystemState where Message == MultiPaxosMessage, History == LogFacts {
  /// The nodes that are not crashed, mutants among them.
  var nodes: [PaxosNode] { actors(of: PaxosNode.self) + actors(of: PaxosMutant.self).map(\.node) }
}
