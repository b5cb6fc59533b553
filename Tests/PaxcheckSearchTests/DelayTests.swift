import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// A grid whose states take differently long, so that threads meet in ever new orders.
private struct UnevenGrid: Model {
  let grid = Grid(size: 12)
  let delay: UInt64

  var initialStates: [Grid.State] { grid.initialStates }

  func actions(in state: Grid.State) -> [Grid.Action] {
    var generator = SeededGenerator(
      seed: delay, run: state.x << 16 | state.y << 8 | state.z)
    var spins = generator.chance(Ratio(1, 20)) ? Effort.share(of: 20_000) : generator.below(50)
    while spins > 0 { spins -= generator.below(2) }
    return grid.actions(in: state)
  }

  func successor(of state: Grid.State, after action: Grid.Action) -> Grid.State? {
    grid.successor(of: state, after: action)
  }

  var properties: [Property<UnevenGrid>] {
    [
      .sometimes("middle") { $0 == Grid.State(x: 6, y: 6, z: 6) },
      .always("never there") { $0 != Grid.State(x: 9, y: 3, z: 8) },
    ]
  }
}

@Suite struct `However threads are delayed` {
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `counts and paths stay the same`(order: ExhaustiveSearch.Order) throws {
    let expected = try ExhaustiveSearch(order).run(UnevenGrid(delay: 0)).summary
    for delay in UInt64(1)...6 {
      let search = ExhaustiveSearch(order, threads: 2 + Int(delay % 3))
      #expect(try search.run(UnevenGrid(delay: delay)).summary == expected, "delay \(delay)")
    }
  }
}
