import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport
import Testing

/// Bugs that nothing shows but a claim about what comes true in the end: every state and every step is as in a
/// correct model, and all examples can be reached.
@Suite struct `A bug that keeps a model from its end` {
  private static let names = [
    "abd-register mutation=confirms-news-only",
    "dining-philosophers mutation=keeps-dirty-forks",
    "duelling-proposers mutation=ignores-the-leader",
    "duelling-proposers mutation=promises-silently",
    "ewd840 mutation=stays-black",
    "increment-with-lock mutation=gives-way",
    "lamport-mutex mutation=leaves-in-silence",
    "raft mutation=calls-once",
    "raft mutation=tells-no-commit",
    "simple-allocator mutation=ignores-the-last",
    "single-decree-paxos mutation=decides-in-silence",
    "termination-detection mutation=forgets",
    "two-phase-commit mutation=aborts-in-silence",
  ]

  private static let bugs = PlantedBug.all.filter { names.contains($0.testDescription) }

  @Test func `is one of many, in many models`() {
    #expect(Self.bugs.map(\.testDescription).sorted() == Self.names)
  }

  @Test(arguments: bugs)
  func `is caught by a claim about the end, and by nothing else`(bug: PlantedBug) throws {
    #expect([.eventually, .leadsTo, .infinitelyOften].contains(bug.expectation))
    let report = try bug.mutant().report()
    for finding in report.properties where finding.claim.expectation.isSafetyOrExample {
      #expect(finding.isAsExpected != false, "\(finding.claim.name)")
    }
  }
}

extension PaxcheckModel.Expectation {
  /// Whether one state or one step decides it.
  fileprivate var isSafetyOrExample: Bool {
    [.always, .alwaysStep, .sometimes].contains(self)
  }
}
