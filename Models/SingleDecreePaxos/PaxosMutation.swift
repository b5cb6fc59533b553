import PaxcheckKit

/// A change to the protocol: a known mistake, or one that only looks like a mistake.
enum PaxosMutation: String, CaseIterable, Hashable, Sendable {
  case forgetsPromise = "forgets-promise"
  case acceptsDespitePromise = "accepts-despite-promise"
  case ownValueWins = "own-value-wins"
  case lowestVoteWins = "lowest-vote-wins"
  case halfIsEnough = "half-is-enough"
  case proposesEarly = "proposes-early"
  case sharesBallots = "shares-ballots"
  case answersWithoutAccepting = "answers-without-accepting"
  case countsStaleAnswers = "counts-stale-answers"
  case countsDuplicates = "counts-duplicates"
  case overwritesNewerVote = "overwrites-newer-vote"
  case losesPromiseInCrash = "loses-promise-in-crash"
  case losesVoteInCrash = "loses-vote-in-crash"
  case readsUndecided = "reads-undecided"
  case decidesOwnVote = "decides-own-vote"
  case oneAcceptanceIsEnough = "one-acceptance-is-enough"
  case latePromiseCounts = "late-promise-counts"
  case decidesInSilence = "decides-in-silence"

  // Harmless changes: the checker must not report them.
  case sharesBallotsStrictly = "shares-ballots-strictly"
  case promisesOnRequestOnly = "promises-on-request-only"
  case reportsRefusedProposal = "reports-refused-proposal"
  case decidesByBallot = "decides-by-ballot"

  /// The mutation as users find it.
  var description: Mutation {
    func caught(
      _ summary: String, by property: String, at assignments: String...
    ) -> Mutation {
      Mutation(rawValue, summary, caughtBy: property, at: ["facts=true"] + assignments)
    }
    func harmless(_ summary: String, at assignments: String...) -> Mutation {
      Mutation(rawValue, summary, caughtBy: nil, at: ["facts=true"] + assignments)
    }
    return switch self {
    case .forgetsPromise:
      caught("answers prepare without remembering it", by: "promise integrity")
    case .acceptsDespitePromise:
      caught("accepts whatever ballot it promised", by: "promise integrity")
    case .ownValueWins:
      caught("proposes its own value whatever the promises say", by: "agreement")
    case .lowestVoteWins:
      caught(
        "proposes what was accepted in the lowest ballot", by: "agreement", at: "clients=3")
    case .halfIsEnough:
      caught("takes half of the servers for a majority", by: "quorum soundness")
    case .proposesEarly:
      caught("proposes when half of the servers have promised", by: "quorum soundness")
    case .sharesBallots:
      caught(
        "all servers make the same ballots, and promise one twice", by: "one value per ballot")
    case .answersWithoutAccepting:
      caught("says that it accepted, and does not remember it", by: "agreement")
    case .countsStaleAnswers:
      caught(
        "counts an acceptance of an earlier ballot for the current one", by: "quorum soundness",
        at: "clients=1", "retries=1")
    case .countsDuplicates:
      caught(
        "counts answers instead of those who answered", by: "quorum soundness",
        at: "servers=5", "clients=1", "network=unordered-duplicating")
    case .overwritesNewerVote:
      caught(
        "accepting is no promise, and the last proposal accepted wins", by: "agreement",
        at: "clients=3")
    case .losesPromiseInCrash:
      caught("keeps promises in memory only", by: "ballot monotone", at: "crashes=1")
    case .losesVoteInCrash:
      caught("keeps what it accepted in memory only", by: "agreement", at: "crashes=1")
    case .readsUndecided:
      caught("tells readers what it accepted, chosen or not", by: "stability")
    case .decidesOwnVote:
      caught(
        "on the news of a decision, decides what it accepted itself", by: "stability")
    case .oneAcceptanceIsEnough:
      caught("takes one acceptance for a quorum", by: "quorum soundness")
    case .latePromiseCounts:
      caught(
        "looks for a value again when a promise comes late", by: "one value per ballot")
    case .decidesInSilence:
      caught(
        "tells no other server what is chosen", by: "all servers learn what is chosen",
        at: "fairness=deliveries")
    case .sharesBallotsStrictly:
      harmless("all servers make the same ballots, but promise each one once")
    case .promisesOnRequestOnly:
      harmless("accepting is no promise, but the highest proposal accepted is kept")
    case .reportsRefusedProposal:
      harmless("reports a proposal that it refused as if it had accepted it")
    case .decidesByBallot:
      harmless("tells only those of a decision who accepted it, and not what it is")
    }
  }

  /// Changes the sizes of quorums.
  func apply(to configuration: inout PaxosConfiguration) {
    switch self {
    case .halfIsEnough:
      configuration.prepareQuorum = configuration.servers / 2
      configuration.acceptQuorum = configuration.servers / 2
    case .proposesEarly: configuration.prepareQuorum = configuration.servers / 2
    case .oneAcceptanceIsEnough: configuration.acceptQuorum = 1
    default: break
    }
  }

  /// The number that a server makes its ballots with.
  func number(of server: Int) -> Int {
    switch self {
    case .sharesBallots, .sharesBallotsStrictly: 0
    default: server
    }
  }
}
