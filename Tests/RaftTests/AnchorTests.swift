import PaxcheckKit
import PaxcheckTestSupport
import Testing

/// Counts of stateright's own Raft, recomputed independently, where a delivery that changes nothing is no step.
@Suite struct `The Raft of stateright's examples` {
  private func check(crashes: Int, depth: Int) throws -> Outcome<
    ActorSystem<StaterightRaft.Message, NoHistory>
  > {
    var system = StaterightRaft.system(crashes: crashes)
    // A search whose every claim is decided would end before it has counted all.
    system.properties.append(.always("every state is looked at") { _ in true })
    return try ExhaustiveSearch(threads: 2, limits: SearchLimits(depth: depth)).run(system)
  }

  @Test(arguments: [
    (crashes: 1, depth: 4, unique: 370, generated: 823),
    (1, 6, 5_218, 14_284), (1, 8, 66_637, 193_738), (1, 10, 887_339, 2_637_583),
    (0, 4, 199, 448), (0, 6, 2_107, 5_917), (0, 8, 21_237, 62_140), (0, 10, 241_368, 704_200),
  ])
  func `has as many states as others have counted`(
    crashes: Int, depth: Int, unique: Int, generated: Int
  ) throws {
    guard unique < 10_000 || Effort.isFull else { return }
    let statistics = try check(crashes: crashes, depth: depth).statistics
    #expect(statistics.uniqueStates == unique)
    #expect(statistics.generatedStates == generated)
  }

  /// A server that has recovered has lost its vote.
  @Test(.enabled(if: Effort.isFull, "many states")) func `has two leaders of a term after a crash`()
    throws
  {
    let finding = try check(crashes: 1, depth: 9).findings[0]
    #expect(finding.verdict.name == "violated")
    #expect(try check(crashes: 0, depth: 9).findings[0].verdict.name != "violated")
  }
}
