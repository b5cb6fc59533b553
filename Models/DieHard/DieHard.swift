public import PaxcheckKit

/// Two jugs, a tap and a drain: measure exactly four litres.
///
/// - SeeAlso: `specifications/DieHard/DieHard.tla` in the TLA⁺ examples, after the film
///   "Die Hard with a Vengeance", 1995.
public struct DieHard: Model {
  /// The litres in each jug.
  public struct State: Hashable, Sendable {
    public var small = 0
    public var big = 0
  }

  public enum Action: CaseIterable, Sendable {
    case fillSmall
    case fillBig
    case emptySmall
    case emptyBig
    case smallToBig
    case bigToSmall
  }

  /// What can go wrong with the water, and one change that must not matter.
  public enum Bug: String, Sendable {
    case poursTooMuch = "pours-too-much"
    case spillsTheRest = "spills-the-rest"
    case poursOneWay = "pours-one-way"
  }

  private let small: Int
  private let big: Int
  private let goal: Int
  private let bug: Bug?

  /// Jugs that hold `small` and `big` litres, one of which is to hold `goal` litres.
  public init(small: Int = 3, big: Int = 5, goal: Int = 4, bug: Bug? = nil) {
    self.small = small
    self.big = big
    self.goal = goal
    self.bug = bug
  }

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] { Action.allCases }

  /// Every action is a step, also one that changes nothing.
  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .fillSmall: next.small = small
    case .fillBig: next.big = big
    case .emptySmall: next.small = 0
    case .emptyBig: next.big = 0
    case .smallToBig: pour(from: &next.small, to: &next.big, of: big)
    case .bigToSmall:
      guard bug != .poursOneWay else { return nil }
      pour(from: &next.big, to: &next.small, of: small)
    }
    return next
  }

  /// Pours until one jug is empty or the other is full.
  private func pour(from source: inout Int, to target: inout Int, of capacity: Int) {
    let limit = bug == .poursTooMuch ? capacity + 1 : capacity
    let poured = min(source, limit - target)
    target += poured
    source = bug == .spillsTheRest ? 0 : source - poured
  }

  public var properties: [Property<Self>] {
    [
      .always("no jug overflows") { [small, big] in $0.small <= small && $0.big <= big },
      .sometimes("the goal is measured") { [goal] in $0.small == goal || $0.big == goal },
    ]
  }
}
