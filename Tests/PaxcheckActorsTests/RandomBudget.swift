import PaxcheckActors
import PaxcheckModel

/// A budget of a random system, in a form that the naive rules can read.
struct RandomBudget: Hashable, Sendable {
  enum Kind: CaseIterable, Hashable, Sendable {
    case timeout, choice, loss, crash, recovery, amnesia
  }

  var kind: Kind
  /// The timer, the alternative or the message that it is about; `nil` for any.
  var value: Int?
  /// The actors that it is about; `nil` for all.
  var actors: Set<Int>?
  var limit: Budget.Limit

  /// The budgets of the random system of a seed, of so many actors: none in most.
  static func all(seed: UInt64, actors: Int) -> [RandomBudget] {
    var generator = SeededGenerator(seed: seed, run: 3)
    guard generator.chance(Ratio(1, 3)) else { return [] }
    return (0...generator.below(2)).map { _ in random(actors: actors, &generator) }
  }

  private static func random(actors: Int, _ generator: inout SeededGenerator) -> RandomBudget {
    let kind = Kind.allCases[generator.below(Kind.allCases.count)]
    var budget = RandomBudget(kind: kind, limit: .inAll(generator.below(3)))
    if generator.chance(Ratio(1, 2)) {
      switch kind {
      case .timeout: budget.value = 3 + generator.below(2)
      case .choice: budget.value = 5 + generator.below(3)
      case .loss: budget.value = generator.below(3)
      case .crash, .recovery, .amnesia: break
      }
    }
    if generator.chance(Ratio(1, 4)) { budget.actors = [generator.below(actors)] }
    if kind == .loss { return budget }
    switch generator.below(3) {
    case 0: budget.limit = .each(generator.below(3))
    case 1: budget.limit = .byActor((0..<generator.below(actors + 1)).map { $0 % 3 })
    default: break
    }
    return budget
  }

  private var steps: StepKind {
    let value = value
    return switch kind {
    case .timeout:
      .timeouts { (timer: RandomActor.Timer) in value == nil || timer.number == value }
    case .choice: .choices { (choice: Int) in value == nil || choice == value }
    case .loss: .losses { (message: Int) in value == nil || message == value }
    case .crash: .crashes
    case .recovery: .recoveries
    case .amnesia: .amnesia
    }
  }

  func budget(named name: String) -> Budget {
    Budget(name, of: actors.map { steps.of($0.map { ActorID($0) }) } ?? steps, limit)
  }
}
