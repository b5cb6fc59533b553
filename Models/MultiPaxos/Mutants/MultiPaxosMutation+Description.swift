import PaxcheckKit

extension MultiPaxosMutation {
  /// The mutation as users find it.
  var description: Mutation {
    func caught(_ summary: String, by property: String, at assignments: String...) -> Mutation {
      Mutation(rawValue, summary, caughtBy: property, at: assignments)
    }
    func harmless(_ summary: String, at assignments: String...) -> Mutation {
      Mutation(rawValue, summary, caughtBy: nil, at: assignments)
    }
    return switch self {
    case .forgetsPromise:
      caught(
        "answers prepare without remembering it", by: "promise integrity", at: "attempts=1,1")
    case .acceptsDespitePromise:
      caught("accepts whatever number it promised", by: "promise integrity", at: "attempts=1,1")
    case .ownEntryWins:
      caught(
        "proposes its own entry whatever the promises say", by: "agreement", at: "attempts=1,1")
    case .lowestVoteWins:
      caught("proposes what was accepted under the lowest number", by: "agreement")
    case .halfIsEnough:
      caught(
        "takes one node less than a majority for a quorum", by: "quorum soundness",
        at: "attempts=1,1")
    case .sharesNumbers:
      caught(
        "all nodes use the same numbers, and promise one twice", by: "one entry per number",
        at: "attempts=1,1")
    case .answersWithoutAccepting:
      caught(
        "says that it accepted, and does not remember it", by: "agreement", at: "attempts=1,1")
    case .countsStaleAnswers:
      caught(
        "counts an acceptance of an earlier number for the current one", by: "quorum soundness",
        at: "nodes=5", "attempts=2,1", "network=ordered")
    case .countsDuplicates:
      caught(
        "counts answers instead of those who answered", by: "quorum soundness",
        at: "nodes=5", "attempts=1,1", "network=unordered-duplicating")
    case .overwritesNewerVote:
      caught("keeps what it accepted last, not under the greatest number", by: "agreement")
    case .losesPromiseInCrash:
      caught(
        "keeps promises in memory only", by: "promise integrity", at: "attempts=1,1", "crashes=1")
    case .losesVoteInCrash:
      caught(
        "keeps what it accepted in memory only", by: "agreement", at: "attempts=1,1", "crashes=1")
    case .oneAcceptanceIsEnough:
      caught("takes one acceptance for a quorum", by: "quorum soundness", at: "attempts=1,1")
    case .reportsOneRound:
      caught(
        "promises many rounds, and tells what it accepted in the first", by: "agreement",
        at: "rounds=2", "window=2")
    case .leadsWithNewNumber:
      caught(
        "skips the election although its number has changed", by: "quorum soundness",
        at: "rounds=2")
    case .leaderIgnoresOwnVote:
      caught(
        "skips the election and proposes its own entry where it has accepted one",
        by: "one entry per number", at: "rounds=2")
    case .promisesNumberTwice:
      caught(
        "promises a number twice, so that a node may hold two elections with it",
        by: "one entry per number", at: "rounds=2", "window=2", "attempts=3,1")
    case .garblesEntry:
      caught("accepts an entry that nobody proposed", by: "validity", at: "attempts=1,1")
    case .commitsOwnVote:
      caught(
        "on the news of a decision, commits what it accepted itself", by: "stability",
        at: "attempts=1,1", "commits=true")
    case .appliesOverGap:
      caught(
        "applies an entry before it knows those before it", by: "linearizable", at: "rounds=2",
        "window=2", "attempts=0,1", "clients=1")
    case .appliesTwice:
      caught(
        "applies an entry as often as the log has it", by: "applied once", at: "attempts=1",
        "rounds=2", "window=2", "clients=1", "gets=0", "retries=1", "conflicts=true")
    case .answersRailroaded:
      caught(
        "tells a client that its entry is in the log when another took its place",
        by: "honest answers", at: "attempts=0", "clients=2", "gets=0")
    case .readsLocally:
      caught(
        "answers reads with what it knows itself", by: "linearizable", at: "attempts=0",
        "rounds=2", "clients=1")
    case .fillsWithoutElection:
      caught(
        "fills a gap without asking what may be chosen there", by: "agreement", at: "rounds=2",
        "window=2", "attempts=2", "fills=1", "commits=true")
    case .answersPollWithVote:
      caught(
        "tells those who ask what it accepted, chosen or not", by: "stability", at: "attempts=1,1",
        "polls=1")
    case .pollsByElection:
      caught(
        "asks what is chosen by asking for a promise", by: "promises are asked for",
        at: "attempts=1", "polls=1")
    case .usesCurrentCluster:
      caught(
        "takes the cluster of its first open round for that of all rounds", by: "quorum soundness",
        at: "nodes=5", "rounds=2", "window=2", "membership=replaces-two", "attempts=2,0,0,1")
    case .leadsOtherCluster:
      caught(
        "leads all rounds after its election, though another cluster decides about them",
        by: "agreement", at: "nodes=5", "rounds=2", "window=2", "membership=replaces-two",
        "attempts=2,0,0,1")
    case .ignoresWindow:
      caught(
        "works on rounds whose cluster it cannot know yet", by: "quorum soundness", at: "nodes=5",
        "rounds=2", "membership=replaces-two", "changes=log", "attempts=2")
    case .joinsWithoutLog:
      caught(
        "joins, and takes its cluster for that of all rounds", by: "agreement", at: "nodes=5",
        "rounds=2", "membership=replaces-two", "attempts=1,0,0,1")
    case .countsRemovedNodes:
      caught(
        "counts the answers of nodes that have left the cluster", by: "quorum soundness",
        at: "nodes=5", "rounds=2", "window=2", "membership=replaces-two", "attempts=2,0,0,1")
    case .silentWhenDecided:
      caught(
        "answers nobody about a round once it knows what is chosen",
        by: "what one node knows all can learn", at: "attempts=1", "commits=true",
        "endless=true", "network=unordered-duplicating", "lossy=true")
    case .neverRetries:
      caught(
        "never begins a request anew that was overtaken", by: "clients are answered",
        at: "attempts=0,1", "rounds=2", "clients=1", "gets=0", "retries=1")
    case .awaitsOneTooMany:
      caught(
        "wants one answer more than a quorum when it peeks", by: "no actor fails", at: "nodes=2",
        "attempts=0", "heartbeats=1")
    case .waitsForNobody:
      caught(
        "waits for answers when so many voters kept out that no quorum is left",
        by: "no actor fails", at: "attempts=1", "abstentions=1")
    case .latePromiseCounts:
      caught(
        "looks for an entry again when a promise comes late", by: "one entry per number",
        at: "attempts=1,1")
    case .deniesProposed:
      caught(
        "says that a request failed for certain although it proposed the entry",
        by: "honest answers", at: "attempts=0,1", "clients=1", "gets=0", "conflicts=true",
        "outcomes=true")
    case .followsCandidates:
      caught(
        "takes whoever wants to lead for the leader", by: "leaders are known rightly",
        at: "attempts=1,1", "delegation=true")
    case .answersBeforeSync:
      caught(
        "answers before it has synced what it promised and accepted", by: "promise integrity",
        at: "attempts=1,1", "crashes=1", "syncs-later=true")
    case .votesAfterAmnesia:
      caught(
        "votes on as if it had not lost its memory", by: "agreement", at: "attempts=1,1",
        "amnesia=0,0,1")
    case .truncatesDamagedLog:
      caught(
        "takes damage to what it accepted last for the end of its log", by: "agreement",
        at: "attempts=1,1", "crashes=1")
    case .resumesOldSnapshot:
      caught(
        "resumes from its last snapshot, and votes on", by: "promise integrity", at: "nodes=2",
        "rounds=2", "window=2", "attempts=2,1", "snapshots=1", "crashes=1", "network=ordered")
    case .installsObservedNumber:
      caught(
        "takes the greatest number that it has seen from a snapshot",
        by: "a node can submit what it has to", at: "nodes=2", "rounds=2", "attempts=2,1",
        "snapshots=1", "polls=1")
    case .votesBelowSnapshot:
      caught(
        "votes in rounds about which it retains nothing", by: "agreement", at: "attempts=1,0,1",
        "snapshots=1")
    case .forgetsAppliedEntries:
      caught(
        "leaves out of a snapshot which entries it has applied", by: "snapshots faithful",
        at: "attempts=1", "snapshots=1", "polls=1")
    case .approvesUnseen:
      caught(
        "votes for a verification of rounds that it has not applied", by: "ejections just",
        at: "rounds=2", "attempts=1", "commits=true", "verifications=1", "damage=1")
    case .trustsSettledRound:
      Mutation(
        rawValue,
        "votes again after it has lost its memory, a window after a round that it saw settled",
        caughtBy: "agreement",
        at: [
          "rounds=2", "attempts=1,2,1", "amnesia=0,1", "in-flight=lost", "polls=1", "commits=true",
        ],
        within: "bare-majorities")
    case .trustsLateProposal:
      Mutation(
        rawValue,
        "votes again after it has lost its memory, a window after a new entry that it saw settled; "
          + "it may have been proposed before",
        caughtBy: "agreement",
        at: ["rounds=2", "attempts=1,2,1", "amnesia=0,1", "polls=1", "commits=true"],
        within: "bare-majorities")
    case .releasesAnyLease:
      caught(
        "ends whatever lease runs, not the one that it found to be over",
        by: "releases end what they are meant for", at: "nodes=2", "rounds=3", "window=2",
        "attempts=0", "leases=2", "commits=true")
    case .leadsWithOldNumber:
      harmless("proposes under its old number after it lost the lead", at: "rounds=2")
    case .sharesNumbersStrictly:
      harmless("all nodes use the same numbers, but promise each one once", at: "attempts=2,2")
    case .acceptingIsPromising:
      harmless("accepting a proposal is promising its number", at: "rounds=2")
    case .commitsByNumber:
      harmless(
        "commits what it accepted when the leader counted it in", at: "attempts=1,1",
        "commits=true")
    case .leadsGrownCluster:
      harmless(
        "leads all rounds after its election, though one more node decides about them",
        at: "nodes=4", "rounds=2", "window=2", "membership=adds-one", "attempts=2,0,0,1")
    case .reportsRefusedProposal:
      harmless(
        "tells candidates also of a proposal that it refused, as if it had accepted it",
        at: "attempts=1,1,1")
    }
  }
}
