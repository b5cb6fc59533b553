import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// What must be true of snapshots.
  ///
  /// A node that forgets a number uses it again, is refused by its own promise, and tells no other node.
  static func rulesOfSnapshots(_ participants: Participants, isMutant: Bool) -> [Self] {
    let name = "numbers observed"
    return [
      .always("snapshots faithful", history: \.facts.areSnapshotsFaithful),
      isMutant
        ? .always(name, every: PaxosMutant.self) { $0.node.storage.acceptor.remembersNumbers }
        : .always(name, every: PaxosNode.self) { $0.storage.acceptor.remembersNumbers },
      .alwaysPossible("a node can submit what it has to") { state in
        state.nodes.allSatisfy { node in
          state.spent("attempts", by: node.id) == participants.attempts[node.id.index]
            || node.openRound == node.configuration.rounds
            || node.isShutDown
        }
      },
    ]
  }

  /// What must be true where nodes compare their states: unless so many are damaged that they decide.
  static func rulesOfVerification(_ configuration: MultiPaxosConfiguration) -> [Self] {
    let isMajorityRight = configuration.clusters.allSatisfy { cluster in
      cluster.members.count(where: configuration.isDamaged) < cluster.acceptQuorum
    }
    return isMajorityRight
      ? [.always("ejections just", history: \.facts.areEjectionsJust)] : []
  }

  /// What a system can do whose nodes lose their memory, or take snapshots.
  static func examplesOfRecovery(_ participants: Participants) -> [Self] {
    let configuration = participants.configuration
    let isAnythingChosen = !participants.proposers.isEmpty
    var examples: [Self] = []
    let readmits = configuration.clusters.last?.incarnations.keys.contains {
      configuration.lastIncarnation(of: $0) > 0
    }
    if readmits == true && participants.isScheduled && configuration.rounds > 1
      && participants.most > (configuration.window > 1 ? 0 : 1)
    {
      examples.append(readmittedNodeVotes)
    }
    if participants.environment.hasAmnesia && participants.hasPollers && configuration.retained > 0
      && participants.changes == 0 && isAnythingChosen
    {
      examples.append(passiveNodeLearns)
    }
    if participants.environment.snapshots > 0 && participants.hasPollers && isAnythingChosen {
      examples.append(snapshotInstalled)
    }
    if mayNodeBeEjected(participants) { examples.append(nodeEjected) }
    return examples
  }

  /// A majority that is right must tell the others of a round before the last one.
  private static func mayNodeBeEjected(_ participants: Participants) -> Bool {
    let configuration = participants.configuration
    let damaged = configuration.clusters[0].members.count(where: configuration.isDamaged)
    let isMajorityRight =
      configuration.nodes - damaged >= configuration.clusters[0].acceptQuorum
    return participants.environment.verifications > 0 && damaged > 0 && isMajorityRight
      && configuration.rounds > 1 && configuration.commits && configuration.answersConflicts
      && participants.changes == 0 && !participants.proposers.isEmpty
  }

  private static var nodeEjected: Self {
    .sometimes("a node is ejected", history: { !$0.facts.ejected.isEmpty })
  }

  private static var readmittedNodeVotes: Self {
    .sometimes("a node that lost its memory votes again", history: \.facts.hasNewVoter)
  }

  private static var passiveNodeLearns: Self {
    .sometimes("a node that lost its memory learns what is chosen") { state in
      state.nodes.contains { $0.storage.incarnation > 0 && $0.openRound > 0 }
    }
  }

  private static var snapshotInstalled: Self {
    .sometimes("a node catches up by a snapshot", history: { !$0.facts.installs.isEmpty })
  }
}

extension Acceptor {
  fileprivate var remembersNumbers: Bool { observed >= strongestPromise }
}
