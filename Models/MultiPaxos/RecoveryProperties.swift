import PaxcheckKit
import RegisterClient

extension Property where M == MultiPaxos {
  /// What must be true of snapshots.
  ///
  /// A node that forgets a number uses it again, is refused by its own promise, and tells nobody.
  static func rulesOfSnapshots(isMutant: Bool) -> [Self] {
    let name = "numbers observed"
    return [
      .always("snapshots faithful", history: \.facts.areSnapshotsFaithful),
      isMutant
        ? .always(name, every: PaxosMutant.self) { $0.node.storage.acceptor.remembersNumbers }
        : .always(name, every: PaxosNode.self) { $0.storage.acceptor.remembersNumbers },
      .alwaysPossible("a node can submit what it has to") { state in
        state.nodes.allSatisfy { node in
          node.storage.submitted == node.budget || node.openRound == node.configuration.rounds
            || node.isShutDown
        }
      },
    ]
  }

  /// What must be true where nodes compare their states.
  static var rulesOfVerification: [Self] {
    [.always("ejections just", history: \.facts.areEjectionsJust)]
  }

  /// What a system can do whose nodes lose their memory, or take snapshots.
  static func examplesOfRecovery(
    _ configuration: MultiPaxosConfiguration, _ attempts: [Int]
  ) -> [Self] {
    var examples: [Self] = []
    let readmits = configuration.clusters.last?.incarnations.keys.contains {
      configuration.amnesia(of: $0) > 0
    }
    let most = attempts.max() ?? 0
    let reachesNext = configuration.membershipSource == .schedule && configuration.window > 1
    if readmits == true && configuration.rounds > 1 && (most > 1 || reachesNext) {
      examples.append(readmittedNodeVotes)
    }
    if configuration.hasAmnesia && configuration.polls != 0 && most > 0 {
      examples.append(passiveNodeLearns)
    }
    if configuration.snapshots > 0 && configuration.polls != 0 && most > 0 {
      examples.append(snapshotInstalled)
    }
    let isDamaged = configuration.damage.contains { $0 > 0 }
    if configuration.verifications > 0 && isDamaged && configuration.rounds > 1
      && configuration.commits && configuration.answersConflicts && most > 0
    {
      examples.append(nodeEjected)
    }
    return examples
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
