import PaxcheckKit
import PaxcheckTestSupport
import Testing

@testable import SingleDecreePaxos

@Suite(.enabled(if: Effort.isFull, "whole spaces want a release build"))
struct `Mistakes in Paxos` {
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
