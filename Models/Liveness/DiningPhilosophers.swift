public import PaxcheckKit

/// Philosophers round a table who hand each other dirty forks, so that each of them eats again and again.
///
/// Each fork is held by one of two neighbours. Eating makes both forks dirty; who holds a dirty fork cleans it
/// and hands it over. No philosopher starves if each goes on; without that, one may stop for ever.
///
/// - SeeAlso: K. M. Chandy, J. Misra, "The Drinking Philosophers Problem", TOPLAS 6(4), 1984;
///   `DiningPhilosophers.tla` in the TLA⁺ examples, whose steps these are.
public struct DiningPhilosophers: Model {
  public enum Fairness: String, CaseIterable, Sendable {
    /// Each philosopher takes steps as long as it can.
    case philosophers
    /// Some philosopher takes steps as long as one can.
    case next
    case none
  }

  public struct Fork: Hashable, Sendable {
    public var holder: Int
    public var isClean = false
  }

  public enum Place: UInt8, Sendable {
    case loop
    case eat
    case think
  }

  public struct Philosopher: Hashable, Sendable {
    public var place = Place.loop
    public var isHungry = true
  }

  public struct State: Hashable, Sendable {
    /// Fork *n* lies to the left of philosopher *n*.
    public var forks: [Fork]
    public var philosophers: [Philosopher]
  }

  /// A philosopher takes its next step.
  public enum Action: Hashable, Sendable {
    case loop(Int)
    case eat(Int)
    case think(Int)

    var philosopher: Int {
      switch self {
      case .loop(let number), .eat(let number), .think(let number): number
      }
    }
  }

  private let count: Int
  private let assumption: Fairness
  private let bug: Bug?

  public enum Bug: String, Sendable {
    case keepsDirtyForks = "keeps-dirty-forks"
    case cleansNothing = "cleans-nothing"
  }

  public init(count: Int, fairness: Fairness = .philosophers, bug: Bug? = nil) {
    self.count = count
    assumption = fairness
    self.bug = bug
  }

  public var initialStates: [State] {
    // At first the neighbour with the lower number holds each fork.
    let forks = (0..<count).map { Fork(holder: $0 == 1 ? 0 : $0) }
    return [State(forks: forks, philosophers: Array(repeating: Philosopher(), count: count))]
  }

  public func actions(in state: State) -> [Action] {
    state.philosophers.enumerated().map { number, philosopher in
      switch philosopher.place {
      case .loop: .loop(number)
      case .eat: .eat(number)
      case .think: .think(number)
      }
    }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    let number = action.philosopher
    let (left, right) = (number, (number + 1) % count)
    switch action {
    case .loop:
      if isDirty(left, of: number, in: state) {
        next.forks[left] = Fork(
          holder: (number + count - 1) % count, isClean: bug != .cleansNothing)
      } else if isDirty(right, of: number, in: state) {
        next.forks[right] = Fork(holder: right, isClean: bug != .cleansNothing)
      }
      if !state.philosophers[number].isHungry {
        next.philosophers[number].place = .think
      } else if [left, right].allSatisfy({ state.forks[$0] == Fork(holder: number, isClean: true) })
      {
        next.philosophers[number].place = .eat
      }
    case .eat:
      next.philosophers[number] = Philosopher(place: .loop, isHungry: false)
      next.forks[left].isClean = false
      next.forks[right].isClean = false
    case .think:
      next.philosophers[number] = Philosopher()
    }
    return next
  }

  private func isDirty(_ fork: Int, of philosopher: Int, in state: State) -> Bool {
    bug != .keepsDirtyForks && state.forks[fork] == Fork(holder: philosopher, isClean: false)
  }

  public var fairness: [FairnessRule<Self>] {
    switch assumption {
    case .philosophers: [.weak(StepClasses("steps of philosophers") { $0.philosopher })]
    case .next: [.weak(.every)]
    case .none: [.nothing]
    }
  }

  public var properties: [Property<Self>] {
    let neighbours = (0..<count).map { ($0, ($0 + 1) % count) }
    var properties: [Property<Self>] = [
      .always("neighbours do not eat together") { state in
        neighbours.allSatisfy { one, other in
          one == other || state.philosophers[one].place != .eat
            || state.philosophers[other].place != .eat
        }
      }
    ]
    properties += .infinitelyOften("nobody starves", forEach: Array(0..<count)) {
      !$0.philosophers[$1].isHungry
    }
    return properties
  }
}

extension ModelDescription {
  public static let diningPhilosophers = ModelDescription(
    "dining-philosophers", "philosophers who hand each other dirty forks, so that nobody starves",
    source: "K. M. Chandy, J. Misra, 1984; DiningPhilosophers.tla",
    parameters: [
      .integer("philosophers", 2...7, default: 3, "how many sit round the table"),
      .choice(
        "fairness", DiningPhilosophers.Fairness.allCases.map(\.rawValue), default: "philosophers",
        "who goes on for as long as it can: each philosopher, somebody, nobody"),
    ],
    mutations: [
      Mutation(
        DiningPhilosophers.Bug.keepsDirtyForks.rawValue, "a philosopher keeps a fork that is dirty",
        caughtBy: "nobody starves (0)"),
      Mutation(
        DiningPhilosophers.Bug.cleansNothing.rawValue, "a fork is handed over as dirty as it is",
        caughtBy: "nobody starves (0)"),
    ]
  ) { arguments in
    DiningPhilosophers(
      count: arguments.integer("philosophers"),
      fairness: .init(rawValue: arguments.choice("fairness")) ?? .philosophers,
      bug: .init(rawValue: arguments.choice("mutation")))
  }
}
