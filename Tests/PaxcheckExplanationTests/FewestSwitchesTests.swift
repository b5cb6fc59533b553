import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct `The order with the fewest switches` {
  /// Steps at a few participants, each after some of those before it.
  private func behaviour(seed: UInt64) -> (places: [Int], causes: [[Int]]) {
    var generator = SeededGenerator(seed: seed)
    let places = (0..<(1 + generator.below(7))).map { _ in generator.below(3) }
    let causes = places.indices.map { step in
      var causes = Set((0..<step).filter { _ in generator.below(4) == 0 })
      if let before = (0..<step).last(where: { places[$0] == places[step] }) {
        causes.insert(before)
      }
      return causes.sorted()
    }
    return (places, causes)
  }

  /// The least number of switches in any order that keeps the last step last, by trying all of them.
  private func oracle(_ places: [Int], _ causes: [[Int]]) -> Int {
    func least(_ taken: [Int]) -> Int {
      if taken.count == places.count { return FewestSwitches.switches(taken, places) }
      let ready = places.indices.filter { step in
        !taken.contains(step) && causes[step].allSatisfy(taken.contains)
          && (step < places.count - 1 || taken.count == places.count - 1)
      }
      return ready.map { least(taken + [$0]) }.min() ?? .max
    }
    return least([])
  }

  @Test func `is as good as the best of all orders, and respects what depends on what`() throws {
    try withEvery("seed", in: Effort.seeds(400)) { seed in
      let (places, causes) = behaviour(seed: seed)
      let fewest = FewestSwitches(places: places, causes: causes, limit: 100_000)
      try #require(fewest.order.sorted() == Array(places.indices))
      for (position, step) in fewest.order.enumerated() {
        try #require(causes[step].allSatisfy(fewest.order[..<position].contains))
      }
      try #require(fewest.order.last == places.indices.last)
      try #require(fewest.switches == oracle(places, causes) && fewest.isBest)
    }
  }

  @Test func `is the order given if there is too much to try`() {
    let fewest = FewestSwitches(places: [0, 1, 0, 1], causes: [[], [], [0], [1]], limit: 1)
    #expect(fewest.order == [0, 1, 2, 3] && !fewest.isBest)
  }
}
