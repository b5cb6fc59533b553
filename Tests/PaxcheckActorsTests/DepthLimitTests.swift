import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import Testing

@Suite struct `A depth limit on an actor system` {
  /// Passes a number to itself until it is large enough.
  private struct Counter: DeterministicActor {
    var number = 0
    mutating func start(_ outbox: inout Outbox<Self>) { outbox.send(1, to: outbox.id) }
    mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
      number = message
      if number < 5 { outbox.send(number + 1, to: sender) }
    }
  }

  // The states at the limit are judged and not expanded; that is no end of the model.
  @Test(arguments: [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `is no end of its behaviours`(order: ExhaustiveSearch.Order) throws {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Counter())
    system.properties = [
      .eventually("counts to five") { $0.actors(of: Counter.self)[0].number == 5 }
    ]
    for depth in 1...5 {
      let outcome = try ExhaustiveSearch(order, limits: SearchLimits(depth: depth)).run(system)
      guard case .undecided(.depthLimit(depth)) = outcome["counts to five"] else {
        Issue.record("depth \(depth): \(String(describing: outcome["counts to five"]))")
        continue
      }
      #expect(!outcome.statistics.isComplete)
    }
    let outcome = try ExhaustiveSearch(order, limits: SearchLimits(depth: 6)).run(system)
    #expect(outcome["counts to five"]?.name == "holds")
    #expect(outcome.statistics.isComplete)
  }
}
