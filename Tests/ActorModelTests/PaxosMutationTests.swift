import PaxcheckKit
import Testing

@testable import SingleDecreePaxos

/// Each known mistake, and the length of the shortest behaviour that shows it.
@Suite struct `Mistakes in Paxos` {
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
  func `show in the shortest behaviour`(mistake: Case) throws {
    let depth = mistake.steps + 1
    let search = ExhaustiveSearch(limits: SearchLimits(depth: depth))
    let mutation = mistake.mutation.description
    let mutant = try ModelDescription.singleDecreePaxos.instance(with: mutation).check(search)
    let finding = try #require(mutant[mistake.property])
    #expect(finding.verdict == "violated")
    #expect(finding.steps == mistake.steps)
    let sound = try ModelDescription.singleDecreePaxos.instance(without: mutation).check(search)
    #expect(sound.isAsExpected != false)
  }

  /// The whole space of three servers and two clients.
  @Test(arguments: [
    PaxosMutation.sharesBallotsStrictly, .promisesOnRequestOnly, .reportsRefusedProposal,
    .decidesByBallot,
  ])
  func `are not found where there are none`(mutation: PaxosMutation) throws {
    let control = try ModelDescription.singleDecreePaxos.instance(with: mutation.description)
    let report = try control.check()
    #expect(report.statistics.isComplete)
    #expect(report.isAsExpected == true)
  }

  /// Two of three servers, one of them counted twice, are two of three servers.
  @Test func `in counting do no harm among three servers`() throws {
    let duplicates = try check("mutation=counts-duplicates", "network=unordered-duplicating")
    #expect(duplicates.isAsExpected == true)
    let stale = try check("mutation=counts-stale-answers", "clients=1", "retries=1")
    #expect(stale["agreement"]?.verdict == "holds")
    #expect(stale["linearizable"]?.verdict == "holds")
  }

  /// What happened shows in what servers hold: to record it splits no state.
  @Test func `are looked for at no cost in states`() throws {
    #expect(try check().statistics.uniqueStates == 16_668)
    #expect(try check().statistics.generatedStates == 32_971)
  }

  private func check(_ assignments: String...) throws -> CheckReport {
    try ModelDescription.singleDecreePaxos.instance(assignments + ["facts=true"]).check()
  }
}
