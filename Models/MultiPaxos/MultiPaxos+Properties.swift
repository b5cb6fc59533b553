import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// The rules that make Paxos safe.
  static var rulesOfPaxos: [Self] {
    [
      .always("agreement", history: \.facts.isAgreed),
      .always("validity", history: \.facts.isValid),
      .always("one entry per number", history: \.facts.hasOneEntryPerNumber),
      .always("promise integrity", history: \.facts.hasPromiseIntegrity),
      .always("promises monotone", history: \.facts.arePromisesMonotone),
      .always("promises are asked for", history: \.facts.arePromisesAskedFor),
      .always("only members vote", history: \.facts.areVotersMembers),
      .always("quorum soundness", history: \.facts.areQuorumsSound),
      .always("stability", history: \.facts.isStable),
      .always("applied in order", history: \.facts.isAppliedInOrder),
      .always("applied once", history: \.facts.isAppliedOnce),
      .always("applied alike", history: \.facts.isAppliedAlike),
      .always("honest answers", history: \.facts.isHonest),
      .noActorFails(),
    ]
  }

  /// What the system can do with these parameters, if it works.
  static func examples(_ configuration: MultiPaxosConfiguration, _ arguments: Arguments) -> [Self] {
    let attempts = arguments.list("attempts")
    let most = attempts.max() ?? 0
    let clients = arguments.integer("clients")
    var examples: [Self] = []
    func append(_ example: Self, if isPossible: Bool) {
      if isPossible { examples.append(example) }
    }
    let isMany = configuration.nodes > 1
    let asked = (0..<clients).map { $0 % configuration.nodes }
    let proposers = Set(attempts.indices.filter { attempts[$0] > 0 } + asked).count
    append(someRoundChosen, if: proposers > 0)
    append(entryTakenOver, if: isMany && configuration.rivals(attempts) > 1)
    append(twoRoundsChosen, if: configuration.rounds > 1 && most > 1)
    let changes = configuration.clusters.count - 1
    append(electionSkipped, if: isMany && configuration.rounds > 1 + changes && most > 1)
    append(
      roundsInParallel,
      if: isMany && min(configuration.rounds, configuration.window) > 1 && most > 1)
    examples += examplesOfMembership(configuration, attempts)
    examples += examplesOfService(configuration, arguments)
    examples += examplesOfRecovery(configuration, attempts)
    examples += examplesOfLeases(configuration)
    append(everyNodeKnows, if: configuration.commits && proposers > 0)
    append(refusedNodeLearns, if: configuration.answersConflicts && proposers > 1)
    let hasGaps = min(configuration.rounds, configuration.window) > 1 && most > 1
    append(gapFilled, if: isMany && hasGaps && configuration.fills > 0)
    append(nodeCatchesUp, if: isMany && proposers > 0 && configuration.polls != 0)
    // A read that loses its round to the write needs another one.
    let hasAnother = configuration.commits || configuration.retries > 0 || configuration.window > 1
    append(
      .valueChosen(),
      if: clients > 0 && arguments.integer("gets") > 0 && configuration.rounds > 1 && hasAnother)
    return examples
  }

  private static var someRoundChosen: Self {
    .sometimes("an entry is chosen", history: { $0.facts.rounds.contains { !$0.chosen.isEmpty } })
  }

  private static var twoRoundsChosen: Self {
    .sometimes(
      "two entries are chosen", history: { $0.facts.rounds.count { !$0.chosen.isEmpty } > 1 })
  }

  /// An election was won over what somebody else had proposed.
  private static var entryTakenOver: Self {
    .sometimes(
      "a leader proposes the entry of another",
      deliverable: { (envelope: Envelope<RegisterMessage<MultiPaxosMessage>>) in
        if case .internal(.propose(_, let vote)) = envelope.message {
          vote.entry.id.author != envelope.source
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

  private static var everyNodeKnows: Self {
    .sometimes("all nodes know an entry") { state in
      state.nodes.allSatisfy { node in node.storage.committed.contains { $0 != nil } }
    }
  }

  private static var refusedNodeLearns: Self {
    .sometimes(
      "a refused node learns what is chosen",
      deliverable: { (envelope: Envelope<RegisterMessage<MultiPaxosMessage>>) in
        if case .internal(.conflict(_, _, _, _?)) = envelope.message { true } else { false }
      })
  }

  private static var gapFilled: Self {
    .sometimes(
      "a gap is filled",
      history: { history in
        history.facts.rounds.contains { $0.chosen.contains { $0.operation == .fill } }
      })
  }

  private static var nodeCatchesUp: Self {
    .sometimes(
      "a node that asks is told what is chosen",
      deliverable: { (envelope: Envelope<RegisterMessage<MultiPaxosMessage>>) in
        if case .internal(.conflict(_, 0, _, _?)) = envelope.message { true } else { false }
      })
  }

  private static var roundsInParallel: Self {
    .sometimes("a node works on two rounds at once") { state in
      state.nodes.contains { $0.attempts.count > 1 }
    }
  }
}

extension MultiPaxos.State {
  /// The nodes that are not crashed, mutants among them.
  var nodes: [PaxosNode] { actors(of: PaxosNode.self) + actors(of: PaxosMutant.self).map(\.node) }
}
