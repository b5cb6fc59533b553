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
  static func examples(_ participants: Participants, _ arguments: Arguments) -> [Self] {
    let configuration = participants.configuration
    let most = participants.most
    let parallel = min(configuration.rounds, configuration.window)
    var examples: [Self] = []
    func append(_ example: Self, if isPossible: Bool) {
      if isPossible { examples.append(example) }
    }
    append(someRoundChosen, if: !participants.proposers.isEmpty)
    append(entryTakenOver, if: participants.areRivals)
    append(
      twoRoundsChosen, if: configuration.rounds > 1 && most > 1 && participants.areReady)
    append(electionSkipped, if: mayElectionBeSkipped(participants))
    append(roundsInParallel, if: participants.areMany && parallel > 1 && most > 1)
    examples += examplesOfMembership(participants)
    examples += examplesOfService(participants, arguments)
    examples += examplesOfRecovery(participants)
    examples += examplesOfLeases(participants)
    append(everyNodeKnows, if: mayEveryNodeKnow(participants))
    append(
      refusedNodeLearns,
      if: configuration.answersConflicts && configuration.retained > 0
        && participants.proposers.count > 1)
    append(
      gapFilled,
      if: participants.areMany && participants.areReady && parallel > 1 && most > 1
        && participants.environment.fills > 0)
    append(
      nodeCatchesUp,
      if: participants.hasPollers && !participants.proposers.isEmpty && configuration.retained > 0)
    append(.valueChosen(), if: mayValueBeRead(participants, arguments))
    return examples
  }

  /// A node must lead in two rounds that one cluster decides about.
  private static func mayElectionBeSkipped(_ participants: Participants) -> Bool {
    let configuration = participants.configuration
    let changes = participants.changes
    let most = participants.most
    let isWide = configuration.window > (participants.isScheduled ? changes + 1 : 1)
    return participants.areMany && participants.areReady && configuration.rounds > changes + 1
      && (most > changes + 1 || most > 1 && isWide)
  }

  /// Leaders tell those in their cluster.
  private static func mayEveryNodeKnow(_ participants: Participants) -> Bool {
    participants.configuration.commits && participants.changes == 0
      && !participants.proposers.isEmpty
  }

  /// The first client reads at another node than it wrote at. That node must learn what was written: from
  /// the leader, or from elections that it loses to it, if it begins anew or has something else to submit.
  private static func mayValueBeRead(
    _ participants: Participants, _ arguments: Arguments
  ) -> Bool {
    let configuration = participants.configuration
    let puts = arguments.integer("puts")
    let isBusy =
      configuration.window > 1 && puts == 1 && participants.attempts.dropFirst().first ?? 0 > 0
    let learns =
      configuration.commits || configuration.nodes == 1
      || !configuration.delegates && (participants.environment.retries >= puts || isBusy)
    return !participants.asked.isEmpty && arguments.integer("gets") > 0
      && configuration.rounds > puts && participants.changes == 0 && learns
  }

  private static var someRoundChosen: Self {
    .sometimes("an entry is chosen", history: { $0.facts.rounds.contains { !$0.chosen.isEmpty } })
  }

  private static var twoRoundsChosen: Self {
    .sometimes(
      "two entries are chosen", history: { $0.facts.rounds.count { !$0.chosen.isEmpty } > 1 })
  }

  /// An election was won over what another node had proposed.
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
