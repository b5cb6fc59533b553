import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `Results do not depend on threads` {
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `counts and paths are the same at 1, 2, 4 and 7 threads`(
    order: ExhaustiveSearch.Order
  ) throws {
    let expected = try ExhaustiveSearch(order, countsActions: true).run(Grid())
    for threads in Effort.isFull ? [2, 4, 7] : [3] {
      for _ in 0..<(Effort.isFull ? 3 : 1) {
        let outcome = try ExhaustiveSearch(order, threads: threads, countsActions: true)
          .run(Grid())
        #expect(outcome.summary == expected.summary)
      }
    }
  }

  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `limits cut at the same place`(order: ExhaustiveSearch.Order) throws {
    for limits in [
      SearchLimits(states: 1), SearchLimits(states: 1_000), SearchLimits(states: 10_007),
      SearchLimits(depth: 25), SearchLimits(depth: 40, states: 9_999),
    ] {
      let expected = try ExhaustiveSearch(order, limits: limits).run(Grid())
      for threads in Effort.isFull ? [2, 4] : [3] {
        let outcome = try ExhaustiveSearch(order, threads: threads, limits: limits).run(Grid())
        #expect(outcome.summary == expected.summary)
      }
    }
  }
}
