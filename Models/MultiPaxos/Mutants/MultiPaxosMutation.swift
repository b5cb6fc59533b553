import PaxcheckKit

/// A change to the protocol: a known mistake, or one that only looks like a mistake.
enum MultiPaxosMutation: String, CaseIterable, Hashable, Sendable {
  case forgetsPromise = "forgets-promise"
  case acceptsDespitePromise = "accepts-despite-promise"
  case ownEntryWins = "own-entry-wins"
  case lowestVoteWins = "lowest-vote-wins"
  case halfIsEnough = "half-is-enough"
  case sharesNumbers = "shares-numbers"
  case answersWithoutAccepting = "answers-without-accepting"
  case countsStaleAnswers = "counts-stale-answers"
  case countsDuplicates = "counts-duplicates"
  case overwritesNewerVote = "overwrites-newer-vote"
  case losesPromiseInCrash = "loses-promise-in-crash"
  case losesVoteInCrash = "loses-vote-in-crash"
  case oneAcceptanceIsEnough = "one-acceptance-is-enough"
  case reportsOneRound = "reports-one-round"
  case leadsWithNewNumber = "leads-with-new-number"
  case leaderIgnoresOwnVote = "leader-ignores-own-vote"
  case promisesNumberTwice = "promises-number-twice"
  case garblesEntry = "garbles-entry"
  case commitsOwnVote = "commits-own-vote"
  case appliesOverGap = "applies-over-gap"
  case appliesTwice = "applies-twice"
  case answersRailroaded = "answers-railroaded"
  case readsLocally = "reads-locally"
  case fillsWithoutElection = "fills-without-election"
  case answersPollWithVote = "answers-poll-with-vote"
  case pollsByElection = "polls-by-election"
  case usesCurrentCluster = "uses-current-cluster"
  case leadsOtherCluster = "leads-other-cluster"
  case ignoresWindow = "ignores-window"
  case joinsWithoutLog = "joins-without-log"
  case countsRemovedNodes = "counts-removed-nodes"
  case silentWhenDecided = "silent-when-decided"
  case neverRetries = "never-retries"
  case awaitsOneTooMany = "awaits-one-too-many"
  case waitsForNobody = "waits-for-nobody"
  case latePromiseCounts = "late-promise-counts"
  case deniesProposed = "denies-proposed"
  case followsCandidates = "follows-candidates"
  case answersBeforeSync = "answers-before-sync"
  case votesAfterAmnesia = "votes-after-amnesia"
  case truncatesDamagedLog = "truncates-damaged-log"
  case resumesOldSnapshot = "resumes-old-snapshot"
  case installsObservedNumber = "installs-observed-number"
  case votesBelowSnapshot = "votes-below-snapshot"
  case forgetsAppliedEntries = "forgets-applied-entries"
  case approvesUnseen = "approves-unseen"
  case trustsSettledRound = "trusts-settled-round"
  case trustsLateProposal = "trusts-late-proposal"
  case releasesAnyLease = "releases-any-lease"

  // Harmless changes: the checker must not report them.
  case leadsWithOldNumber = "leads-with-old-number"
  case sharesNumbersStrictly = "shares-numbers-strictly"
  case acceptingIsPromising = "accepting-is-promising"
  case commitsByNumber = "commits-by-number"
  case leadsGrownCluster = "leads-grown-cluster"
  case reportsRefusedProposal = "reports-refused-proposal"

  /// Whether a node that lost its memory votes again without having joined anew.
  var endsConvalescence: Bool { self == .trustsSettledRound || self == .trustsLateProposal }

  /// Changes what the nodes know of clusters and quorums.
  func apply(to configuration: inout MultiPaxosConfiguration) {
    switch self {
    case .halfIsEnough:
      configuration.changeClusters {
        $0.promiseQuorum -= 1
        $0.acceptQuorum -= 1
      }
    case .oneAcceptanceIsEnough: configuration.changeClusters { $0.acceptQuorum = 1 }
    case .sharesNumbers, .sharesNumbersStrictly:
      configuration.changeClusters { $0.sharesNumbers = true }
    case .usesCurrentCluster: configuration.clusterRule = .ofOpenRound
    case .joinsWithoutLog: configuration.clusterRule = .lastForJoiners
    case .countsRemovedNodes:
      let first = configuration.clusters[0].members
      configuration.changeClusters { cluster in
        cluster.members += first.filter { !cluster.members.contains($0) }
      }
    case .leadsOtherCluster, .leadsGrownCluster: configuration.leadsEveryCluster = true
    case .awaitsOneTooMany: configuration.changeClusters { $0.peekQuorum += 1 }
    case .ignoresWindow: configuration.window += 1
    case .answersBeforeSync: configuration.answersBeforeSync = true
    case .approvesUnseen: configuration.approvesUnseen = true
    case .releasesAnyLease: configuration.releasesAnyLease = true
    default: break
    }
  }
}

extension MultiPaxosConfiguration {
  fileprivate mutating func changeClusters(_ change: (inout Cluster) -> Void) {
    for index in clusters.indices { change(&clusters[index]) }
  }
}
