import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import SingleDecreePaxos

/// Each known mistake, and the length of the shortest behaviour that shows it.
@Suite struct `A mistake in Paxos` {
  typealias Case = (mutation: PaxosMutation, property: String, steps: Int)

  @Test(
    arguments: [
      (.forgetsPromise, "ballot monotone", 3),
      (.forgetsPromise, "promise integrity", 5),
      (.forgetsPromise, "agreement", 8),
      (.acceptsDespitePromise, "promise integrity", 5),
      (.acceptsDespitePromise, "agreement", 8),
      (.ownValueWins, "agreement", 8),
      (.lowestVoteWins, "agreement", 11),
      (.halfIsEnough, "quorum soundness", 1),
      (.halfIsEnough, "agreement", 4),
      (.sharesBallots, "one value per ballot", 6),
      (.sharesBallots, "agreement", 8),
      (.answersWithoutAccepting, "agreement", 8),
      (.countsStaleAnswers, "quorum soundness", 8),
      (.countsDuplicates, "quorum soundness", 8),
      (.overwritesNewerVote, "agreement", 11),
      (.losesPromiseInCrash, "ballot monotone", 5),
      (.losesPromiseInCrash, "agreement", 10),
      (.losesVoteInCrash, "agreement", 10),
      (.readsUndecided, "stability", 10),
      (.decidesOwnVote, "stability", 9),
      (.oneAcceptanceIsEnough, "quorum soundness", 3),
      (.latePromiseCounts, "one value per ballot", 8),
      (.latePromiseCounts, "agreement", 10),
    ] as [Case])
  func `shows in the shortest behaviour`(mistake: Case) throws {
    let bug = PlantedBug(
      model: .singleDecreePaxos, mutation: mistake.mutation.description)
    let finding = try #require(try bug.mutant().report()[mistake.property])
    // The beginning of the space that a debug build looks at may be too small for it.
    if case .stateLimit = finding.undecidedReason, !Effort.isFull { return }
    #expect(finding.verdict == "violated")
    #expect(finding.steps == mistake.steps)
  }
}
